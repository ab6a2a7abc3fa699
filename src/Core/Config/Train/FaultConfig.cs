using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>What is done about a step that went wrong; every rank does the same at the same step.</summary>
public sealed record FaultConfig
{
    /// <summary>What becomes of such a step.</summary>
    [Description("A step whose loss or gradient is NaN or infinite, or whose loss leaps: stop; skip it; or rollBack to the last checkpoint and leave out the batches since.")]
    public FaultAction Action { get; init; } = FaultAction.Stop;

    /// <summary>How often a run may skip or roll back before it stops.</summary>
    [Description("How often a run may skip or roll back before it stops all the same."), Range(1, 1000000)]
    public int Budget { get; init; } = 10;

    /// <summary>A loss so many times its running mean over about 100 steps counts as such a step; null never.</summary>
    [Description("A loss so many times its running mean over about 100 steps is such a step too; by default none is."), Range(1.0, 1e6, MinimumIsExclusive = true)]
    public double? LossSpikeFactor { get; init; }
}
