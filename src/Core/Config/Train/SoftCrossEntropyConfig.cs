using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// The mean over decided cells of -sum_c w_c q_c log p_c, w = frequency^exponent, for labels that are probabilities q: those of a detector (bard-ar), of
/// regridding, or the share of several labellings of one time.
/// </summary>
public sealed record SoftCrossEntropyConfig : LossConfig
{
    /// <summary>Power of the class frequency that gives the class weight.</summary>
    [Description("Power of the class frequency that gives the class weight."), Range(-2.0, 0.0)]
    public double FrequencyExponent { get; init; } = -0.125;
}
