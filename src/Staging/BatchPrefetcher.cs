using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Rossby.Core;

namespace Rossby.Staging;

/// <summary>
/// Reads batches ahead on threads of its own, into memories that the caller owns and lends. Batches come out strictly in the order of the
/// sequence, whichever thread is first. As many are read ahead as memories were lent, less those that the caller holds.
/// </summary>
/// <typeparam name="TMemory">The caller's kind of memory, handed back as such.</typeparam>
public sealed class BatchPrefetcher<TMemory> : IDisposable
    where TMemory : class, IBatchMemory
{
    readonly Action<int, IBatchMemory, int> read;
    readonly Timeline? timeline;
    readonly IEnumerator<int[]> sequence;
    readonly Queue<TMemory> free;
    readonly Queue<Filling> inOrder = new();
    readonly List<Thread> threads = [];
    readonly object gate = new();
    Filling? open;
    bool ended, stopped;

    /// <summary>Starts to read.</summary>
    /// <param name="reader">Where samples come from.</param>
    /// <param name="batches">The samples of each batch, in order; taken one at a time and never at once, so that it may be endless.</param>
    /// <param name="memories">At least one; two let reading and computing overlap. The caller frees them after <see cref="Dispose"/>.</param>
    /// <param name="threads">Threads that read, at least one; the samples of a batch are spread over them.</param>
    /// <param name="timeline">Gets the reading of each sample; null for none.</param>
    public BatchPrefetcher(SampleReader reader, IEnumerable<int[]> batches, IEnumerable<TMemory> memories, int threads = 2, Timeline? timeline = null)
        : this(reader.Read, batches, memories, threads, timeline)
    {
    }

    /// <summary>Starts to read through any function of (sample, memory, slot).</summary>
    internal BatchPrefetcher(Action<int, IBatchMemory, int> read, IEnumerable<int[]> batches, IEnumerable<TMemory> memories, int threads, Timeline? timeline = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (this.read, this.timeline, sequence, free) = (read, timeline, batches.GetEnumerator(), new(memories));
        if (free.Count == 0) throw new ArgumentException("At least one memory is needed.", nameof(memories));
        for (int i = 0; i < threads; i++)
        {
            var thread = new Thread(Work) { IsBackground = true, Name = $"read ahead {i}" };
            this.threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>The next batch, when it is whole; null after the last.</summary>
    /// <exception cref="Exception">Whatever reading this batch threw; every later call throws it again.</exception>
    public PrefetchedBatch<TMemory>? Take()
    {
        lock (gate)
        {
            while (true)
            {
                ObjectDisposedException.ThrowIf(stopped, this);
                if (inOrder.TryPeek(out var next))
                {
                    if (next.Unfinished == 0)
                    {
                        next.Error?.Throw();
                        inOrder.Dequeue();
                        return new(next.Memory!, next.Samples);
                    }
                }
                else if (ended)
                {
                    return null;
                }
                Monitor.Wait(gate);
            }
        }
    }

    /// <summary>The next batch if it is whole already; false where it is not, and after the last.</summary>
    /// <exception cref="Exception">Whatever reading this batch threw; every later call throws it again.</exception>
    public bool TryTake([NotNullWhen(true)] out PrefetchedBatch<TMemory>? batch)
    {
        lock (gate)
        {
            batch = !stopped && inOrder.TryPeek(out var next) && next.Unfinished == 0 ? Take() : null;
            return batch is not null;
        }
    }

    /// <summary>Gives a batch's memory back to be filled again.</summary>
    public void Return(PrefetchedBatch<TMemory> batch)
    {
        lock (gate)
        {
            free.Enqueue(batch.Memory);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Stops and waits for the threads: after this none of them touches the memories.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }
        foreach (var thread in threads) thread.Join();
        sequence.Dispose();
    }

    void Work()
    {
        while (NextSlot() is var (filling, slot))
        {
            ExceptionDispatchInfo? error = null;
            try
            {
                long begun = Stopwatch.GetTimestamp();
                read(filling.Samples[slot], filling.Memory!, slot);
                timeline?.Add($"read sample {filling.Samples[slot]}", begun);
            }
            catch (Exception e)
            {
                // Not ours to judge: it belongs to whoever takes this batch.
                error = ExceptionDispatchInfo.Capture(e);
            }
            lock (gate)
            {
                filling.Error ??= error;
                if (--filling.Unfinished == 0) Monitor.PulseAll(gate);
            }
        }
    }

    // Memory and place in the order are taken together, so the batch that is due always has its memory and nothing can lock up.
    (Filling Batch, int Slot)? NextSlot()
    {
        lock (gate)
        {
            while (!stopped)
            {
                if (open is { } filling)
                {
                    int slot = filling.Started++;
                    if (filling.Started == filling.Samples.Length) open = null;
                    return (filling, slot);
                }
                if (ended) return null;
                if (free.TryPeek(out var memory)) Open(memory);
                else Monitor.Wait(gate);
            }
            return null;
        }
    }

    void Open(TMemory memory)
    {
        try
        {
            if (!sequence.MoveNext())
            {
                ended = true;
            }
            else if (sequence.Current is { Length: > 0 } samples)
            {
                if (samples.Length > memory.Capacity)
                    throw new ArgumentException($"A batch of {samples.Length} samples does not fit into memory for {memory.Capacity}.");
                inOrder.Enqueue(open = new Filling(samples, memory));
                free.Dequeue();
            }
        }
        catch (Exception e)
        {
            inOrder.Enqueue(new Filling([], null) { Error = ExceptionDispatchInfo.Capture(e) });
            ended = true;
        }
        if (ended) Monitor.PulseAll(gate);
    }

    sealed class Filling(int[] samples, TMemory? memory)
    {
        public int[] Samples { get; } = samples;

        public TMemory? Memory { get; } = memory;

        public int Started { get; set; }

        public int Unfinished { get; set; } = samples.Length;

        public ExceptionDispatchInfo? Error { get; set; }
    }
}
