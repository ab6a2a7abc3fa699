using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>When checkpoints are written and which are kept; none of it changes a result.</summary>
public sealed record CheckpointConfig
{
    /// <summary>Steps between checkpoints inside an epoch; each epoch's end is one anyway.</summary>
    [Description("Steps between checkpoints inside an epoch; each epoch's end is one anyway."), Range(1, 1000000)]
    public int Steps { get; init; } = 100;

    /// <summary>When given, the time between checkpoints follows from it and from what one costs, as measured, and <see cref="Steps"/> counts no longer.</summary>
    [Description("Mean time between failures of the job, in hours. When given, checkpoints are sqrt(2 x cost x this) apart, with the cost as measured (Young and Daly), and steps counts no longer."), Range(0.0, 1e6, MinimumIsExclusive = true)]
    public double? MeanHoursBetweenFailures { get; init; }

    /// <summary>How many of the latest are kept; the best one is kept besides.</summary>
    [Description("How many of the latest are kept, at least the last and the one before it; the best one is kept besides."), Range(2, 1000000)]
    public int KeepLast { get; init; } = 2;

    /// <summary>Keeps for good the first checkpoint at or after each multiple of so many steps; null keeps none.</summary>
    [Description("Keeps for good the first checkpoint at or after each multiple of so many steps; by default none."), Range(1, 1000000000)]
    public int? KeepEverySteps { get; init; }
}
