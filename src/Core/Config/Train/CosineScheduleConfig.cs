using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Half a cosine from the peak to <see cref="FinalFactor"/> of it at the last step (Loshchilov and Hutter 2017, equation 5).</summary>
public sealed record CosineScheduleConfig : ScheduleConfig
{
    /// <summary>The last step's rate as a share of the peak.</summary>
    [Description("The last step's learning rate as a share of the peak."), Range(0.0, 1.0)]
    public double FinalFactor { get; init; } = 0.01;
}
