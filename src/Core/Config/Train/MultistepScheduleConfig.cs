using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Times the same factor at each milestone; constant without milestones.</summary>
public sealed record MultistepScheduleConfig : ScheduleConfig
{
    /// <summary>Steps after the warm-up, rising.</summary>
    [Description("Steps after the warm-up at which the learning rate is multiplied by factor, rising; without any it stays."), Range(0, 1000000000)]
    public IReadOnlyList<int> Milestones { get; init; } = [];

    /// <summary>What the rate is multiplied by.</summary>
    [Description("What the learning rate is multiplied by at each milestone."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Factor { get; init; } = 0.1;
}
