using System.Collections.Concurrent;
using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Atmospheric rivers as TempestExtremes' DetectBlobs finds them (SCIENCE, Labels; reference section 2.4): cells outside the tropics where the Laplacian of
/// IVT is strongly negative, connected, and large enough.
/// </summary>
/// <param name="config">Thresholds.</param>
/// <param name="channel">The transport.</param>
/// <param name="missing">Channels without which cyclones cannot be told from rivers.</param>
internal sealed class TempestArLabeller(TempestArConfig config, string channel, IReadOnlyList<string> missing) : ILabeller
{
    // Made for reanalyses and models of 0.25 to 1 degree; a coarser ring of 10 degrees is a ring still, but its ridges are smoothed.
    static readonly SpacingRange Spacing = new(0.2, 1.25);

    // A set has one grid, so this has one entry; steps on other threads share it.
    readonly ConcurrentDictionary<LatLonGrid, RingLaplacian> rings = new();

    public string Method => "tempest-ar";

    public string Version => "1";

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>
    {
        ["field"] = channel,
        ["laplacianThresholdKgPerMetreSecondRad2"] = Text(config.LaplacianThresholdKgPerMetreSecondRad2),
        ["ringRadiusDeg"] = Text(config.RingRadiusDeg),
        ["ringPoints"] = config.RingPoints.ToString(CultureInfo.InvariantCulture),
        ["minimumLatitudeDeg"] = Text(config.MinimumLatitudeDeg),
        ["minimumAreaKm2"] = Text(config.MinimumAreaKm2),
        ["connectCorners"] = config.ConnectCorners ? "true" : "false",
    };

    public bool IsRuleBased => true;

    public IReadOnlyList<string> NeededChannels { get; } = [channel];

    public IReadOnlyList<string> NeededVariables => [];

    public IEnumerable<string> Warnings(LatLonGrid grid)
    {
        foreach (string warning in Spacing.Warnings(Method, grid)) yield return warning;
        if (missing.Count > 0)
            yield return $"labels by {Method}: what lies about tropical cyclones stays, since the files hold no {string.Join(", ", missing)} to find them by";
        if (!grid.IsGlobal)
            yield return FormattableString.Invariant($"labels by {Method}: cells within {config.RingRadiusDeg} degrees of the grid's edge are undecided: their Laplacian needs what lies beyond");
    }

    public LabelledStep Label(LabelInput input)
    {
        var grid = input.Grid;
        float[] field = input.Fields[channel];
        var laplacian = rings.GetOrAdd(grid, g => new RingLaplacian(g, config.RingPoints, config.RingRadiusDeg));
        byte[] labels = new byte[grid.CellCount];
        bool[] ridge = new bool[grid.CellCount];
        float[] seen = new float[grid.CellCount];
        for (int i = 0; i < labels.Length; i++)
        {
            if (Math.Abs(grid.LatitudeDeg[i / grid.Width]) < config.MinimumLatitudeDeg && !float.IsNaN(field[i])) continue;
            double value = laplacian.At(i, field);
            if (double.IsNaN(value)) (labels[i], seen[i]) = (SegmentationClass.Ignore, float.NaN);
            else ridge[i] = value <= config.LaplacianThresholdKgPerMetreSecondRad2;
        }
        var rivers = new List<StormObject>();
        foreach (var (cells, river) in RiverObjects.Of(ridge, seen, input, config.ConnectCorners))
        {
            if (river.AreaKm2 < config.MinimumAreaKm2) continue;
            rivers.Add(river);
            foreach (int cell in cells) labels[cell] = SegmentationClass.AtmosphericRiver;
        }
        return new LabelledStep(labels, rivers);
    }

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
