using System.Diagnostics;
using Rossby.Torch;

namespace Rossby.Benchmarks.Gpu;

/// <summary>What a device's dense bf16 products can do: large square matrices, at their best.</summary>
internal static class DevicePeak
{
    const int Repeats = 20, Products = 10;

    /// <summary>The best of some turns.</summary>
    /// <param name="device">The device.</param>
    /// <param name="side">Rows and columns of a matrix.</param>
    public static double TeraflopsPerSecond(Device device, int side)
    {
        using var noGrad = Autograd.NoGrad();
        using var scope = TensorScope.Begin();
        var a = Tensor.Ones([side, side], ScalarType.BFloat16, device);
        var b = Tensor.Ones([side, side], ScalarType.BFloat16, device);
        double best = double.PositiveInfinity;
        for (int i = 0; i < Repeats; i++)
        {
            DeviceWork.Wait(device);
            long start = Stopwatch.GetTimestamp();
            for (int k = 0; k < Products; k++)
            {
                using var one = TensorScope.Begin();
                a.MatMul(b);
            }
            DeviceWork.Wait(device);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds / Products);
        }
        return 2.0 * side * side * side / best / 1e12;
    }
}
