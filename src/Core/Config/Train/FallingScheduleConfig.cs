using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>A way down that takes the rest of the run, or so many steps.</summary>
public abstract record FallingScheduleConfig : ScheduleConfig
{
    /// <summary>Steps from the end of the warm-up to the bottom; null takes what is left of the run, its last step being the first at the bottom.</summary>
    [Description("Steps from the end of the warm-up to the bottom, where the learning rate stays; by default what is left of the run."), Range(1, 1000000000)]
    public int? Steps { get; init; }

    /// <summary>The bottom as a share of the rate after the warm-up.</summary>
    [Description("The bottom as a share of the learning rate after the warm-up."), Range(0.0, 1.0)]
    public double FinalFactor { get; init; } = 0.01;
}
