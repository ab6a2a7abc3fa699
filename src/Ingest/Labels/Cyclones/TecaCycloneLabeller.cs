using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary><c>teca-tc</c>: <see cref="TecaDetector"/> in every step, <see cref="TecaTracks"/> over them, then discs of r0.</summary>
internal sealed class TecaCycloneLabeller : ITrackingLabeller
{
    // Its vorticity threshold was chosen for CAM5.1 at 0.23 x 0.31 degrees; vorticity of a coarser grid seldom reaches it.
    static readonly SpacingRange Spacings = new(0.2, 0.5);

    readonly TecaCycloneConfig config;
    readonly TecaDetector detector;

    /// <summary>Checks that the source has what the method reads.</summary>
    /// <exception cref="DataException">It has not; the message names what is missing.</exception>
    internal TecaCycloneLabeller(TecaCycloneConfig config, Predicate<string> hasChannel)
    {
        (this.config, detector) = (config, new TecaDetector(config));
        string[] missing = [.. TecaDetector.Channels.Where(c => !hasChannel(c))];
        if (missing.Length == 0) return;
        string[] made = [.. missing.Where(m => ClimateChannels.Find(m) is { MadeOf.Count: > 0 })
            .Select(m => $"{m} can be made of {string.Join(" and ", ClimateChannels.Find(m)!.MadeOf)}")];
        throw new DataException($"Labels by 'teca-tc' need {string.Join(", ", missing)}, and the files hold none under a known name"
            + $"{(made.Length == 0 ? "" : $" ({string.Join("; ", made)})")}; name the variable in $.ingest.source.variables.");
    }

    public string Method => "teca-tc";

    public string Version => "1";

    public IReadOnlyDictionary<string, string> Parameters => new Dictionary<string, string>
    {
        ["minimumVorticityPerSecond"] = Text(config.MinimumVorticityPerSecond),
        ["vorticityWindowDeg"] = Text(config.VorticityWindowDeg),
        ["coreRadiusDeg"] = Text(config.CoreRadiusDeg),
        ["shapeTest"] = config.ShapeTest == TecaShapeTest.AsCoded ? "asCoded" : "documented",
        ["pressureRisePa"] = Text(config.PressureRisePa),
        ["pressureRadiusDeg"] = Text(config.PressureRadiusDeg),
        ["warmCoreFallK"] = Text(config.WarmCoreFallK),
        ["warmCoreRadiusDeg"] = Text(config.WarmCoreRadiusDeg),
        ["thicknessFallM"] = Text(config.ThicknessFallM),
        ["thicknessRadiusDeg"] = Text(config.ThicknessRadiusDeg),
        ["maximumLatitudeDeg"] = Text(config.MaximumLatitudeDeg),
        ["edge"] = config.Edge == CycloneEdge.Allow ? "allow" : "reject",
        ["maximumSpeedKmPerDay"] = Text(config.MaximumSpeedKmPerDay),
        ["minimumWindMetresPerSecond"] = Text(config.MinimumWindMetresPerSecond),
        ["minimumHours"] = Text(config.MinimumHours),
        ["radiusSearchDeg"] = Text(config.RadiusSearchDeg),
        ["radiusBins"] = Text(config.RadiusBins),
        ["radiusWindKmPerHour"] = Text(config.RadiusWindKmPerHour),
        ["wind"] = "UBOT, VBOT",
    };

    public bool IsRuleBased => true;

    public IReadOnlyList<string> NeededChannels => ["PSL"];

    public IReadOnlyList<string> NeededVariables => [];

    public IReadOnlyList<string> DetectionChannels => TecaDetector.Channels;

    public IEnumerable<string> Warnings(LatLonGrid grid) => Spacings.Warnings(Method, grid);

    public IReadOnlyList<CycloneCandidate> Detect(LabelInput input) => detector.Detect(input);

    public IReadOnlyList<IReadOnlyList<int>> Tracks(IReadOnlyList<StepCandidates> steps) => Select(steps).Tracks;

    public ILabeller Link(IReadOnlyList<StepCandidates> steps) =>
        new CycloneDiscLabeller(Method, Version, Parameters, "PSL", Select(steps));

    CycloneSelection Select(IReadOnlyList<StepCandidates> steps) => CycloneSelection.Of(steps, TecaTracks.Criteria(config));

    public LabelledStep Label(LabelInput input) => throw new InvalidOperationException("Cyclones are labelled after their tracks are linked.");

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
