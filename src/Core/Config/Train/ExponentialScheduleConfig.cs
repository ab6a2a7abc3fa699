using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Times the same factor over each equal stretch of steps.</summary>
public sealed record ExponentialScheduleConfig : ScheduleConfig
{
    /// <summary>What the rate is multiplied by over so many steps.</summary>
    [Description("What the learning rate is multiplied by over so many steps."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Factor { get; init; } = 0.96;

    /// <summary>Length of a stretch.</summary>
    [Description("Steps over which the learning rate is multiplied by factor."), Range(1, 1000000000)]
    public int Steps { get; init; } = 1000;

    /// <summary>Whether the rate changes only at the end of a stretch.</summary>
    [Description("Whether the learning rate changes only at the end of so many steps, else a little at each.")]
    public bool Staircase { get; init; }
}
