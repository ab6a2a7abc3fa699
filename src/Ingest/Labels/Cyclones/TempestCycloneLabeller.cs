using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary><c>tempest-tc</c>: <see cref="TempestDetector"/> in every step, <see cref="TempestTracks"/> over them, then the discs.</summary>
internal sealed class TempestCycloneLabeller : ITrackingLabeller
{
    // E3SM runs the recipe from ne30 (1 degree) to ne120 (0.25 degrees); CAM's 0.94 x 1.25 is the coarsest on which a cyclone is more than one cell.
    static readonly SpacingRange Spacings = new(0.2, 1.25);

    readonly TempestCycloneConfig config;
    readonly TempestDetector detector;

    /// <summary>What the method reads of a source.</summary>
    internal static IReadOnlyList<string> Channels(TempestCycloneConfig config, Predicate<string> hasChannel) =>
        new TempestDetector(config, hasChannel(SurfacePressureScreen.HeightChannel)).Channels;

    /// <summary>Checks that the source has what the method reads.</summary>
    /// <exception cref="DataException">It has not; the message names what is missing.</exception>
    internal TempestCycloneLabeller(TempestCycloneConfig config, Predicate<string> hasChannel)
    {
        this.config = config;
        detector = new TempestDetector(config, hasChannel(SurfacePressureScreen.HeightChannel));
        string[] missing = [.. detector.Channels.Where(c => !hasChannel(c))];
        if (missing.Length > 0) throw new DataException(Refusal(missing));
    }

    public string Method => "tempest-tc";

    public string Version => "1";

    public IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string>
    {
        ["pressure"] = detector.PressureChannel,
        ["reducedToSeaLevel"] = detector.Reduces ? "standard atmosphere, " + SurfacePressureScreen.HeightChannel : "no",
        ["pressureRisePa"] = Text(config.PressureRisePa),
        ["pressureRadiusDeg"] = Text(config.PressureRadiusDeg),
        ["warmCore"] = config.WarmCore == CycloneTest.Required ? "required" : "off",
        ["warmCoreFallK"] = Text(config.WarmCoreFallK),
        ["warmCoreRadiusDeg"] = Text(config.WarmCoreRadiusDeg),
        ["warmCoreOffsetDeg"] = Text(config.WarmCoreOffsetDeg),
        ["warmCoreOffsetCapDeg"] = Text(config.WarmCoreOffsetCapDeg),
        ["mergeDeg"] = Text(config.MergeDeg),
        ["edge"] = config.Edge == CycloneEdge.Allow ? "allow" : "reject",
        ["wind"] = config.Wind == CycloneTest.Required ? "UBOT, VBOT" : "off",
        ["windRadiusDeg"] = Text(config.WindRadiusDeg),
        ["stitch.rangeDegPerSixHours"] = Text(config.Stitch.RangeDegPerSixHours),
        ["stitch.minimumHours"] = Text(config.Stitch.MinimumHours),
        ["stitch.maximumGapHours"] = Text(config.Stitch.MaximumGapHours),
        ["stitch.minimumWindMetresPerSecond"] = Text(config.Stitch.MinimumWindMetresPerSecond),
        ["stitch.windHours"] = Text(config.Stitch.WindHours),
        ["stitch.maximumLatitudeDeg"] = Text(config.Stitch.MaximumLatitudeDeg),
        ["stitch.latitudeHours"] = Text(config.Stitch.LatitudeHours),
        ["disc.edgeWindMetresPerSecond"] = Text(config.Disc.EdgeWindMetresPerSecond),
        ["disc.searchDeg"] = Text(config.Disc.SearchDeg),
        ["disc.ringDeg"] = Text(config.Disc.RingDeg),
        ["disc.minimumRadiusDeg"] = Text(config.Disc.MinimumRadiusDeg),
        ["disc.minimumRadiusSpacings"] = Text(config.Disc.MinimumRadiusSpacings),
        ["disc.maximumRadiusDeg"] = Text(config.Disc.MaximumRadiusDeg),
    };

    public bool IsRuleBased => true;

    public IReadOnlyList<string> NeededChannels => [detector.PressureChannel];

    public IReadOnlyList<string> NeededVariables => [];

    public IReadOnlyList<string> DetectionChannels => detector.Channels;

    public IEnumerable<string> Warnings(LatLonGrid grid)
    {
        foreach (string warning in Spacings.Warnings(Method, grid)) yield return warning;
        if (!detector.MistakesMountains) yield break;
        yield return config.Wind == CycloneTest.Required
            ? "labels by tempest-tc: surface pressure without the height of the surface (ZS): minima without a circulation are taken for mountains"
            : "labels by tempest-tc: surface pressure without the height of the surface (ZS) or wind: mountains below some 1,300 m are not told from lows";
    }

    public IReadOnlyList<CycloneCandidate> Detect(LabelInput input) => detector.Detect(input);

    public IReadOnlyList<IReadOnlyList<int>> Tracks(IReadOnlyList<StepCandidates> steps) => Select(steps).Tracks;

    public ILabeller Link(IReadOnlyList<StepCandidates> steps) =>
        new CycloneDiscLabeller(
            Method, Version, Parameters, detector.PressureChannel, Select(steps));

    CycloneSelection Select(IReadOnlyList<StepCandidates> steps) => CycloneSelection.Of(steps, TempestTracks.Criteria(config.Stitch, config.Wind == CycloneTest.Required));

    public LabelledStep Label(LabelInput input) => throw new InvalidOperationException("Cyclones are labelled after their tracks are linked.");

    static string Refusal(string[] missing)
    {
        var advice = new List<string>();
        if (missing.Contains("PSL")) advice.Add("set $.ingest.labels.pressure to \"PS\" to look for minima of surface pressure");
        if (missing.Any(m => m is "T200" or "T500")) advice.Add("set $.ingest.labels.warmCore to \"off\" to do without a warm core");
        if (missing.Any(m => m is "UBOT" or "VBOT"))
            advice.Add("name UBOT and VBOT in $.ingest.source.allowApproximate where wind at 10 m may stand in, or set $.ingest.labels.wind to \"off\" to do without wind");
        return $"Labels by 'tempest-tc' need {string.Join(", ", missing)}, and the files hold none under a known name; "
            + $"name the variable in $.ingest.source.variables{string.Concat(advice.Select(a => ", or " + a))}.";
    }

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
