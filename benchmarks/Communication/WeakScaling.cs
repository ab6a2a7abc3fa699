using System.Diagnostics;
using Rossby.Core;
using Rossby.Train;

namespace Rossby.Benchmarks.Communication;

/// <summary>Steps whose compute is a sleep, followed by the sum of 4 MiB of gradients: what communication and waiting for the slowest rank cost.</summary>
static unsafe class WeakScaling
{
    const long Bytes = 4 << 20;

    /// <summary>Prints the mean seconds of a step.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="steps">How many.</param>
    /// <param name="seconds">The sleep.</param>
    /// <param name="jitter">Standard deviation of each rank's sleep, as a share of it.</param>
    /// <param name="lag">Whether a step uses the gradient of the one before, whose sum then runs beside the next sleep.</param>
    public static void Print(ICommunicator communicator, int steps, double seconds, double jitter, bool lag)
    {
        using var allreduce = new AutoAllreduce();
        using var scratch = new Scratch();
        byte* values = scratch.Take(Bytes);
        new Span<byte>(values, (int)Bytes).Clear();
        Task Sum() => communicator.Size == 1 ? Task.CompletedTask : communicator.Start(link => allreduce.Sum(link, values, Bytes / sizeof(float), ElementType.Float32));
        Sum().GetAwaiter().GetResult();
#pragma warning disable RS0030 // Seeded.
        var random = new Random(communicator.Rank);
#pragma warning restore RS0030
        communicator.Barrier();
        var pending = Task.CompletedTask;
        long start = Stopwatch.GetTimestamp();
        for (int step = 0; step < steps; step++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            Thread.Sleep(TimeSpan.FromSeconds(seconds * (1 + jitter * normal)));
            pending.GetAwaiter().GetResult();
            pending = Sum();
            if (!lag) pending.GetAwaiter().GetResult();
        }
        pending.GetAwaiter().GetResult();
        double[] elapsed = [Stopwatch.GetElapsedTime(start).TotalSeconds];
        communicator.Allreduce(elapsed, ReduceOperation.Max);
        if (communicator.Rank == 0)
            Console.WriteLine(FormattableString.Invariant($"{communicator.Size,3} ranks: {elapsed[0] / steps:F4} s a step, {100 * seconds * steps / elapsed[0]:F2} % of the sleep alone"));
    }
}
