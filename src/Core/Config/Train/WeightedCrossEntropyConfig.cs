using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>The mean over decided cells of w_y CE, w = frequency^exponent (MLPerf HPC DeepCAM, losses.py; exponent -0.125).</summary>
public sealed record WeightedCrossEntropyConfig : LossConfig
{
    /// <summary>Power of the class frequency that gives the class weight.</summary>
    [Description("Power of the class frequency that gives the class weight."), Range(-2.0, 0.0)]
    public double FrequencyExponent { get; init; } = -0.125;
}
