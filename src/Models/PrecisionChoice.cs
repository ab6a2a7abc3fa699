using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>From the config's word to the type of a network's maps.</summary>
public static class PrecisionChoice
{
    /// <summary>The type of the maps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The device has no such arithmetic; the config's own check says so first.</exception>
    public static ScalarType MapType(this Precision precision) => precision switch
    {
        Precision.Fp32 => ScalarType.Float32,
        Precision.Bf16 => ScalarType.BFloat16,
        Precision.Fp16 => ScalarType.Float16,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "The CPU has no such arithmetic."),
    };

    /// <summary>As it is called in logs and tables: what is emulated is marked.</summary>
    public static string Description(this Precision precision) => precision switch
    {
        Precision.Fp32 => "fp32",
        Precision.Bf16 => "bf16",
        Precision.Fp16 => "fp16 emulated (fp32 kernels; maps, weights and gradients rounded to fp16)",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "The CPU has no such arithmetic."),
    };
}
