using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>From the config's word to the type of a network's maps.</summary>
public static class PrecisionChoice
{
    /// <summary>The type of the maps; with tf32 they lie in float32.</summary>
    public static ScalarType MapType(this Precision precision) => precision switch
    {
        Precision.Fp32 or Precision.Tf32 => ScalarType.Float32,
        Precision.Bf16 => ScalarType.BFloat16,
        Precision.Fp16 => ScalarType.Float16,
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such arithmetic."),
    };

    /// <summary>As it is called in logs and tables: what is emulated is marked.</summary>
    /// <param name="precision">The config's word.</param>
    /// <param name="device">Where is computed: the CPU if left out.</param>
    public static string Description(this Precision precision, Device device = default) => precision switch
    {
        Precision.Fp32 => "fp32",
        Precision.Tf32 => "tf32",
        Precision.Bf16 when device.IsCpu && !TorchRuntime.HasNarrowProducts => "bf16 emulated (this CPU has no kernels for it: fp32 products of rounded maps and weights)",
        Precision.Bf16 => "bf16",
        Precision.Fp16 when !device.IsCpu => "fp16",
        Precision.Fp16 => "fp16 emulated (fp32 kernels; maps, weights and gradients rounded to fp16)",
        _ => throw new ArgumentOutOfRangeException(nameof(precision), precision, "There is no such arithmetic."),
    };
}
