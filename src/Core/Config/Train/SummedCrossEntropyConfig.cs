using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// The 2018 system's loss (deeplab-tf-train.py:232-250): scale times the sum, not the mean, over decided cells of w_y CE, w = frequency^exponent divided
/// by the sum over the classes.
/// </summary>
public sealed record SummedCrossEntropyConfig : LossConfig
{
    /// <summary>Power of the class frequency that gives the class weight; -0.5 is one over the square root.</summary>
    [Description("Power of the class frequency that gives the class weight, before the weights are divided by their sum; -0.5 is one over the square root."), Range(-2.0, 0.0)]
    public double FrequencyExponent { get; init; } = -0.5;

    /// <summary>What the sum is multiplied by: 0.1 on the GPUs of 2018.</summary>
    [Description("What the sum is multiplied by."), Range(0.0, 1e6, MinimumIsExclusive = true)]
    public double Scale { get; init; } = 0.1;
}
