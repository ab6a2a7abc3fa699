using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>A share of the rate for each stretch of steps.</summary>
public sealed record PiecewiseScheduleConfig : ScheduleConfig
{
    /// <summary>Steps after the warm-up at which a stretch begins, rising.</summary>
    [Description("Steps after the warm-up at which a new stretch begins, rising."), Range(0, 1000000000)]
    public required IReadOnlyList<int> Boundaries { get; init; }

    /// <summary>The share of the rate after the warm-up for each stretch.</summary>
    [Description("For each boundary, the share of the learning rate after the warm-up that holds from there on."), Range(0.0, 1000.0)]
    public required IReadOnlyList<double> Factors { get; init; }
}
