using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary><c>deepcam-compat</c>: <see cref="DeepCamMask"/> about the cyclones that another labeller finds.</summary>
internal sealed class DeepCamCompatLabeller(DeepCamCompatConfig config, ILabeller cyclones) : ILabeller
{
    static readonly SpacingRange Spacing = new(0.23, 0.3125);

    public string Method => "deepcam-compat";

    public string Version => "1";

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(PartParameters.Of("tropicalCyclones", cyclones))
    {
        ["waterVapourThresholdKgPerSquareMetre"] = Text(config.WaterVapourThresholdKgPerSquareMetre),
        ["dampingDeg"] = Text(config.DampingDeg),
        ["minimumDiagonalKm"] = Text(config.MinimumDiagonalKm),
        ["maximumWidthKm"] = Text(config.MaximumWidthKm),
        ["boxMarginDeg"] = Text(config.BoxMarginDeg),
        ["boxPercentile"] = Text(config.BoxPercentile),
        ["anomalyBackgroundShare"] = Text(config.AnomalyBackgroundShare),
        ["quirks.riversStopAtSeam"] = Text(config.Quirks.RiversStopAtSeam),
        ["quirks.fourNeighbours"] = Text(config.Quirks.FourNeighbours),
        ["quirks.firstCellUnreachable"] = Text(config.Quirks.FirstCellUnreachable),
        ["quirks.earthRadius6170"] = Text(config.Quirks.EarthRadius6170),
        ["quirks.boxesStopAtSeam"] = Text(config.Quirks.BoxesStopAtSeam),
        ["quirks.signedWinds"] = Text(config.Quirks.SignedWinds),
        ["quirks.restartUnion"] = Text(config.Quirks.RestartUnion),
        ["quirks.backgroundOfRiversAlone"] = Text(config.Quirks.BackgroundOfRiversAlone),
    };

    public bool IsRuleBased => true;

    public IReadOnlyList<string> NeededChannels { get; } = [.. DeepCamMask.Channels.Union(cyclones.NeededChannels)];

    public IReadOnlyList<string> NeededVariables => cyclones.NeededVariables;

    /// <summary>Checks that the source has what the method reads.</summary>
    /// <exception cref="DataException">It has not; the message names what is missing.</exception>
    internal static ILabeller Create(DeepCamCompatConfig config, Predicate<string> hasChannel)
    {
        string[] missing = [.. DeepCamMask.Channels.Where(c => !hasChannel(c))];
        if (missing.Length > 0)
            throw new DataException($"Labels by 'deepcam-compat' need {string.Join(", ", missing)}, and the files hold none under a known name; name the variable in $.ingest.source.variables.");
        return AfterTracking.Make(Labellers.Create(config.TropicalCyclones, hasChannel), linked => new DeepCamCompatLabeller(config, linked));
    }

    public IEnumerable<string> Warnings(LatLonGrid grid) => Spacing.Warnings(Method, grid).Concat(cyclones.Warnings(grid));

    public LabelledStep Label(LabelInput input)
    {
        var storms = cyclones.Label(input).Objects.Where(s => s.Class == SegmentationClass.TropicalCyclone).ToList();
        var mask = DeepCamMask.Make(config, input.Grid, input.Fields, [.. storms.Select(Storm)]);
        bool anomaly = mask.BackgroundShare < config.AnomalyBackgroundShare;
        float[] seen = input.Fields[DeepCamMask.Channels[0]];
        var objects = new List<StormObject>();
        foreach (byte stormClass in (ReadOnlySpan<byte>)[SegmentationClass.TropicalCyclone, SegmentationClass.AtmosphericRiver])
        {
            bool[] cells = [.. mask.Labels.Select(l => l == stormClass)];
            objects.AddRange(RiverObjects.Of(cells, seen, input).Select(o => o.River with { Class = stormClass, Anomaly = anomaly ? true : null }));
        }
        return new LabelledStep(mask.Labels, objects);
    }

    static DeepCamStorm Storm(StormObject storm) => storm.Cyclone is { } found
        ? new DeepCamStorm(found.LatitudeDeg, found.LongitudeDeg, found.R0Deg ?? found.RadiusDeg)
        : new DeepCamStorm(storm.CentroidLatitudeDeg, storm.CentroidLongitudeDeg, Math.Sqrt(storm.AreaKm2 / Math.PI) / (Sphere.EarthRadiusKm * Sphere.RadiansPerDegree));

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    static string Text(bool value) => value ? "true" : "false";
}
