using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// Atmospheric rivers as a vote of detectors whose parameters are drawn from what experts' counts imply (TECA-BARD, O'Brien et al. 2020; SCIENCE, Labels).
/// </summary>
public sealed record BardArConfig : RiverLabelsConfig
{
    /// <summary>How many detectors vote.</summary>
    [Description("How many detectors, each with its own parameters, vote."), Range(1, 65536)]
    public int Draws { get; init; } = 128;

    /// <summary>Seed of the draws.</summary>
    [Description("Seed of the draws."), Range(0.0, 9007199254740991.0)]
    public ulong Seed { get; init; } = 1;

    /// <summary>Share of the votes from which a cell is labelled.</summary>
    [Description("Least share of the votes that makes a cell part of a river."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double ProbabilityThreshold { get; init; } = 2.0 / 3;

    /// <summary>Percentiles of a regional grid stand for those of the globe.</summary>
    [Description("Take a regional grid's percentiles for the globe's; else a regional grid is refused.")]
    public bool Regional { get; init; }

    /// <summary>Percentile p of the damped field: its 0, 5, 25, 50, 75, 95, 100 % quantiles among the draws.</summary>
    [Description("Percentile of the damped field that a cell must reach: its 0, 5, 25, 50, 75, 95 and 100 % quantiles among the draws."), ItemCount(7), Range(0.0, 100.0)]
    public IReadOnlyList<double> PercentileQuantiles { get; init; } = [80.0, 82.4, 90.8, 94.1, 95.2, 96.8, 98.96];

    /// <summary>Half width at half maximum h of the damping at the equator: its quantiles.</summary>
    [Description("Half width at half maximum of the damping about the equator: its 0, 5, 25, 50, 75, 95 and 100 % quantiles, degrees."), ItemCount(7), Range(0.0, 90.0, MinimumIsExclusive = true)]
    public IReadOnlyList<double> HalfWidthQuantilesDeg { get; init; } = [5.25, 9.1, 15.4, 19.3, 22.4, 24.6, 25.0];

    /// <summary>Least area A of an object: its quantiles.</summary>
    [Description("Least area of an object: its 0, 5, 25, 50, 75, 95 and 100 % quantiles, km2."), ItemCount(7), Range(1.0, 5.1e8)]
    public IReadOnlyList<double> MinimumAreaQuantilesKm2 { get; init; } = [353_000, 670_000, 982_000, 1_535_000, 2_711_000, 4_866_000, 5_000_000];

    /// <summary>Rank correlation of percentile and least area.</summary>
    [Description("Spearman's rank correlation of percentile and least area."), Range(-1.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double PercentileAreaCorrelation { get; init; } = -0.80;

    /// <summary>Rank correlation of percentile and half width.</summary>
    [Description("Spearman's rank correlation of percentile and half width."), Range(-1.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double PercentileHalfWidthCorrelation { get; init; } = 0.10;

    /// <summary>Rank correlation of half width and least area.</summary>
    [Description("Spearman's rank correlation of half width and least area."), Range(-1.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double HalfWidthAreaCorrelation { get; init; } = -0.41;
}
