using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Atmospheric rivers as the vote of many detectors (TECA-BARD, O'Brien et al. 2020; SCIENCE, Labels). Each damps the transport about the equator, takes the
/// cells above a percentile of the step, and drops small objects; the share of votes is the probability, which is kept.
/// </summary>
internal sealed class BardArLabeller(BardArConfig config, string channel) : ILabeller
{
    // Trained on MERRA-2 (0.5 x 0.625); its percentiles and areas carry over to grids that resolve a river by some cells.
    static readonly SpacingRange Spacing = new(0.2, 1.5);

    readonly BardDraw[] draws = BardPrior.Draw(config);

    public string Method => "bard-ar";

    public string Version => "2";

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>
    {
        ["field"] = channel,
        ["draws"] = config.Draws.ToString(CultureInfo.InvariantCulture),
        ["seed"] = config.Seed.ToString(CultureInfo.InvariantCulture),
        ["probabilityThreshold"] = Text(config.ProbabilityThreshold),
        ["regional"] = config.Regional ? "true: the percentiles are those of the region, where the grid is one" : "false",
        ["percentileQuantiles"] = Text(config.PercentileQuantiles),
        ["halfWidthQuantilesDeg"] = Text(config.HalfWidthQuantilesDeg),
        ["minimumAreaQuantilesKm2"] = Text(config.MinimumAreaQuantilesKm2),
        ["percentileAreaCorrelation"] = Text(config.PercentileAreaCorrelation),
        ["percentileHalfWidthCorrelation"] = Text(config.PercentileHalfWidthCorrelation),
        ["halfWidthAreaCorrelation"] = Text(config.HalfWidthAreaCorrelation),
    };

    public bool IsRuleBased => true;

    public bool GivesProbabilities => true;

    public IReadOnlyList<string> NeededChannels { get; } = [channel];

    public IReadOnlyList<string> NeededVariables => [];

    public IEnumerable<string> Warnings(LatLonGrid grid)
    {
        foreach (string warning in Spacing.Warnings(Method, grid)) yield return warning;
        if (!grid.IsGlobal && config.Regional)
            yield return $"labels by {Method}: the grid is regional, so the percentiles are those of the region: other rivers than on the globe";
    }

    public LabelledStep Label(LabelInput input)
    {
        var grid = input.Grid;
        float[] field = input.Fields[channel];
        if (!grid.IsGlobal && !config.Regional)
            throw new DataException($"{input.Files[channel]}: labels by '{Method}' take percentiles of {channel} over the globe, and the grid is regional; "
                + "set $.ingest.labels.regional to true to take them over the region.");
        byte[] labels = new byte[grid.CellCount];
        bool[] rivers = new bool[grid.CellCount];
        float[] probabilities = new float[grid.CellCount * SegmentationClass.Count];
        int[] votes = Votes(grid, field, draws);
        for (int i = 0; i < labels.Length; i++)
        {
            if (float.IsNaN(field[i]))
            {
                labels[i] = SegmentationClass.Ignore;
                continue;
            }
            double probability = votes[i] / (double)draws.Length;
            rivers[i] = probability >= config.ProbabilityThreshold;
            if (rivers[i]) labels[i] = SegmentationClass.AtmosphericRiver;
            probabilities[i * SegmentationClass.Count + SegmentationClass.AtmosphericRiver] = (float)probability;
            probabilities[i * SegmentationClass.Count] = (float)(1 - probability);
        }
        return new LabelledStep(labels, [.. RiverObjects.Of(rivers, field, input).Select(r => r.River)]) { Probabilities = probabilities };
    }

    /// <summary>How many of the detectors find a river at each cell [H, W].</summary>
    internal static int[] Votes(LatLonGrid grid, float[] field, IReadOnlyList<BardDraw> draws)
    {
        var rows = new SortedRows(grid, field);
        var components = new RunComponents(grid, field);
        if (rows.Count == 0) return components.Votes();
        float[] damping = new float[grid.Height], least = new float[grid.Height];
        foreach (var draw in draws)
        {
            // exp(-lat^2 / 2 sigma^2) with sigma = h / sqrt(2 ln 2) is a half at h (teca_latitude_damper).
            for (int row = 0; row < damping.Length; row++)
            {
                double share = grid.LatitudeDeg[row] / draw.HalfWidthDeg;
                damping[row] = (float)(1 - Math.Exp(-Math.Log(2) * share * share));
            }
            rows.LeastAtPercentile(draw.Percentile, damping, least);
            components.Vote(least, draw.MinimumAreaKm2);
        }
        return components.Votes();
    }

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    static string Text(IReadOnlyList<double> values) => string.Join(", ", values.Select(Text));
}
