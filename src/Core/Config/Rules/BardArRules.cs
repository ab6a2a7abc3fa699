namespace Rossby.Core;

/// <summary>The distribution from which <c>bard-ar</c> draws is one.</summary>
internal static class BardArRules
{
    public static void Check(string path, BardArConfig config, ConfigFindings findings)
    {
        CheckIncreasing($"{path}.percentileQuantiles", config.PercentileQuantiles, findings);
        CheckIncreasing($"{path}.halfWidthQuantilesDeg", config.HalfWidthQuantilesDeg, findings);
        CheckIncreasing($"{path}.minimumAreaQuantilesKm2", config.MinimumAreaQuantilesKm2, findings);
        double pa = Pearson(config.PercentileAreaCorrelation), ph = Pearson(config.PercentileHalfWidthCorrelation), ha = Pearson(config.HalfWidthAreaCorrelation);

        // With all three within (-1, 1) the determinant alone decides whether three variables can be so correlated.
        if (1 + 2 * pa * ph * ha - pa * pa - ph * ph - ha * ha <= 1e-9)
            findings.Add($"{path}.percentileAreaCorrelation", "no three quantities have the three correlations given; bring one of them nearer to 0");
    }

    /// <summary>The correlation of normal variables whose ranks have Spearman's correlation <paramref name="spearman"/>.</summary>
    static double Pearson(double spearman) => 2 * Math.Sin(Math.PI * spearman / 6);

    static void CheckIncreasing(string path, IReadOnlyList<double> quantiles, ConfigFindings findings)
    {
        for (int i = 1; i < quantiles.Count; i++)
        {
            if (quantiles[i] < quantiles[i - 1])
                findings.Add($"{path}[{i}]", FormattableString.Invariant($"quantiles must not decrease: {quantiles[i]} follows {quantiles[i - 1]}"));
        }
    }
}
