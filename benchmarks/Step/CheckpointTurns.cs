using System.Diagnostics;
using System.Runtime.InteropServices;
using Rossby.Models;
using Rossby.Train;

namespace Rossby.Benchmarks.Step;

/// <summary>
/// Stretches of steps by turns: without a checkpoint, and with one that is begun ahead of the first step and written beside them, as training does it. Between them,
/// how fast this process copies memory.
/// </summary>
internal sealed class CheckpointTurns(Contender contender, string folder) : IDisposable
{
    static readonly TrainingState state = new() { Identity = "benchmark", Step = 1, Epoch = 0, ValidatedEpochs = 0, Threads = 1, Seconds = 0, MetricsBytes = 0 };

    readonly CheckpointStore store = new(new(Path.Combine(folder, "last")));
    readonly BackgroundWork work = new("checkpoints");
    double written;

    /// <summary>Prints a line a round, and the medians.</summary>
    /// <param name="steps">Steps from one checkpoint to the next.</param>
    /// <param name="rounds">How often.</param>
    public void Run(int steps, int rounds)
    {
        contender.Train(recompute: false);
        var snapshot = contender.Snapshot();
        // More than caches hold: between two checkpoints nobody touches the copy.
        var copy = new MemoryCopy(Math.Max(snapshot.Bytes, 1 << 28));
        contender.Train(recompute: false);
        Say($"state {snapshot.Bytes / 1e6:F1} MB; a checkpoint every {steps} steps");
        var rates = new List<double>();
        var (stalls, shares, losses) = (new List<double>(), new List<double>(), new List<double>());
        for (int round = 0; round < rounds; round++)
        {
            double rate = copy.BytesPerSecond(), without = Stretch(steps);
            double stall = 0;
            double with = Seconds(() =>
            {
                stall = Seconds(() =>
                {
                    snapshot.Take();
                    work.Begin(() => written = Seconds(() => Write(snapshot)));
                });
                Stretch(steps);
                // The next one would wait for it.
                work.Wait();
            });
            double bound = snapshot.Bytes / (0.7 * rate);
            rates.Add(rate);
            stalls.Add(stall);
            shares.Add(stall / bound);
            losses.Add(1 - without / with);
            Say($"memory copied at {rate / 1e9:F2} GB/s; stall {stall * 1e3:F2} ms of {bound * 1e3:F2} allowed; written in {written:F3} s beside; {steps} steps {without:F3} s without, {with:F3} s with: {100 * losses[^1]:F1} % lost");
        }
        Say($"medians: memory copied at {Median(rates) / 1e9:F2} GB/s; stall {Median(stalls) * 1e3:F2} ms, {Median(shares):F2} of what is allowed (most {shares.Max():F2}); {100 * Median(losses):F1} % of throughput lost");
    }

    public void Dispose() => work.Dispose();

    double Stretch(int steps) => Seconds(() =>
    {
        for (int i = 0; i < steps; i++) contender.Train(recompute: false);
    });

    void Write(StateSnapshot snapshot)
    {
        snapshot.Order();
        store.Save(
            files =>
            {
                files.Write(files.Folder.Weights, s => SafeTensorsWriter.Write(s, snapshot.Weights));
                files.Write(files.Folder.Optimizer, s => SafeTensorsWriter.Write(s, snapshot.Optimizer));
            },
            state);
    }

    static double Seconds(Action act)
    {
        long start = Stopwatch.GetTimestamp();
        act();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    /// <summary>Two blocks of memory, touched, one copied to the other by one call.</summary>
    sealed unsafe class MemoryCopy
    {
        readonly void* from;
        readonly void* to;
        readonly long bytes;

        public MemoryCopy(long bytes)
        {
            this.bytes = bytes;
            from = NativeMemory.Alloc((nuint)bytes);
            to = NativeMemory.Alloc((nuint)bytes);
            NativeMemory.Fill(from, (nuint)bytes, 1);
            NativeMemory.Fill(to, (nuint)bytes, 2);
        }

        /// <summary>The median of a few.</summary>
        public double BytesPerSecond() => bytes / Median([.. Enumerable.Range(0, 5).Select(_ => Seconds(() => Buffer.MemoryCopy(from, to, bytes, bytes)))]);
    }
}
