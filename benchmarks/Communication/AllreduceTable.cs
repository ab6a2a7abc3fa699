using System.Diagnostics;
using Rossby.Core;
using Rossby.Train;

namespace Rossby.Benchmarks.Communication;

/// <summary>Times every algorithm on vectors of single precision: medians of interleaved rounds, each in an order of its own, of the slowest rank's time.</summary>
static unsafe class AllreduceTable
{
    static readonly long[] OneHost = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144];

    // A round sums shorter vectors as often as makes so many bytes.
    const long LeastBytes = 64 << 10;

    /// <summary>Prints a row per size: microseconds and bus bandwidth, size / time x 2 (p - 1) / p as nccl-tests defines it.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="rounds">Rounds a size.</param>
    /// <param name="kib">Sizes in KiB; those from 1 KiB to 256 MiB when there are none.</param>
    public static void Print(ICommunicator communicator, int rounds, long[] kib)
    {
        if (kib.Length == 0) kib = OneHost;
        IAllreduce[] all = [.. Enum.GetValues<AllreduceAlgorithm>().Select(Allreduces.Create)];
        var auto = (AutoAllreduce)all.Single(a => a.Algorithm == AllreduceAlgorithm.Auto);
        communicator.Start(auto.Measure).GetAwaiter().GetResult();
        bool speaks = communicator.Rank == 0;
        if (speaks)
        {
            Console.WriteLine($"auto: {auto.Describe()}");
            foreach (long size in kib) Console.WriteLine($"auto expects for {size} KiB: {string.Join(", ", auto.Expected(size << 10).Select(Text))}");
        }
        if (speaks) Console.WriteLine($"{"KiB",8} {string.Join(' ', all.Select(a => $"{a.Algorithm,24}"))}  auto/fastest  chosen  sent MB");
        using var scratch = new Scratch();
        foreach (long size in kib)
        {
            long bytes = size << 10;
            byte* values = scratch.Take(bytes);
            var hierarchical = (HierarchicalAllreduce)all.Single(a => a.Algorithm == AllreduceAlgorithm.Hierarchical);
            long before = hierarchical.SentBytes;
            double[] times = new double[all.Length * rounds];
            communicator.Start(link => Rounds(link, all, values, bytes, rounds, times)).GetAwaiter().GetResult();
            communicator.Allreduce(times, ReduceOperation.Max);
            long[] sent = [hierarchical.SentBytes - before];
            communicator.Allreduce(sent, ReduceOperation.Sum);
            double[] medians = [.. Enumerable.Range(0, all.Length).Select(a => times.AsSpan(a * rounds, rounds).ToArray().Order().ElementAt(rounds / 2))];
            if (!speaks) continue;
            double bus = 2.0 * (communicator.Size - 1) / communicator.Size;
            string cells = string.Join(' ', medians.Select(t => FormattableString.Invariant($"{t * 1e6,11:F1} us {bytes / t * bus / 1e9,6:F3} GB/s")));
            double fastest = medians.Where((_, a) => all[a].Algorithm != AllreduceAlgorithm.Auto).Min();
            Console.WriteLine(FormattableString.Invariant(
                $"{size,8} {cells}  {fastest / medians[Array.IndexOf(all, auto)]:F2}  {auto.Choose(bytes).Algorithm}  {sent[0] / 1e6 / (rounds + 1):F3}"));
        }
        foreach (var one in all) (one as IDisposable)?.Dispose();
    }

    static string Text((AllreduceAlgorithm Algorithm, double Seconds) expected) => FormattableString.Invariant($"{expected.Algorithm} {expected.Seconds * 1e6:F0} us");

    static void Rounds(IPointToPoint link, IAllreduce[] all, byte* values, long bytes, int rounds, double[] times)
    {
        using var together = new BinomialAllreduce();
        float one = 0;
        int[] order = [.. Enumerable.Range(0, all.Length)];
        for (int round = -1; round < rounds; round++)
        {
            // Who comes next finds in the caches what the one before has left there.
            new Random(round + 1).Shuffle(order);
            foreach (int a in order)
            {
                long sums = Math.Max(1, LeastBytes / bytes), ticks = 0;
                for (int i = 0; i < sums; i++)
                {
                    // Sums of sums would overflow.
                    new Span<float>(values, checked((int)(bytes / sizeof(float)))).Fill(1f);
                    together.Sum(link, (byte*)&one, 1, ElementType.Float32);
                    long start = Stopwatch.GetTimestamp();
                    all[a].Sum(link, values, bytes / sizeof(float), ElementType.Float32);
                    ticks += Stopwatch.GetTimestamp() - start;
                }
                if (round >= 0) times[a * rounds + round] = (double)ticks / Stopwatch.Frequency / sums;
            }
        }
    }
}
