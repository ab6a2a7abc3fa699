using System.Diagnostics;
using Rossby.Torch;

namespace Rossby.Benchmarks.Step;

/// <summary>What the machine's convolutions can do: a large one whose channels fill the registers, forward, at its best. 5 x 5 taps, which are summed one by one everywhere.</summary>
internal static class ConvolutionPeak
{
    const int Batch = 2, Channels = 256, Height = 96, Width = 144, Kernel = 5, Repeats = 8;

    /// <summary>The best of some runs.</summary>
    public static double GigaflopsPerSecond(bool narrow, int threads)
    {
        TorchRuntime.Initialize(threads, sharedCores: false);
        using var noGrad = Autograd.NoGrad();
        using var scope = TensorScope.Begin();
        var type = narrow ? ScalarType.BFloat16 : ScalarType.Float32;
        var x = Tensor.Ones([Batch, Channels, Height, Width], type, format: MemoryFormat.ChannelsLast);
        var weight = Tensor.Ones([Channels, Channels, Kernel, Kernel], type, format: MemoryFormat.ChannelsLast);
        double best = double.PositiveInfinity;
        for (int i = 0; i < Repeats; i++)
        {
            using var one = TensorScope.Begin();
            long start = Stopwatch.GetTimestamp();
            x.Conv2d(weight, null, 1, Kernel / 2, 1);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return 2.0 * Batch * Channels * Channels * Kernel * Kernel * Height * Width / best / 1e9;
    }
}
