using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Staging;
using Xunit;

namespace Rossby.Tests.Unit;

public class BatchPrefetcherTests
{
    [Fact]
    public void Batches_come_in_order_and_whole_whatever_each_read_takes() =>
        Prop.ForAll(
            (from seed in Gen.Choose(0, int.MaxValue)
             from memories in Gen.Choose(1, 4)
             from threads in Gen.Choose(1, 5)
             from batches in Gen.Choose(0, 12)
             select (seed, memories, threads, batches)).ToArbitrary(),
            c =>
            {
                var random = new Random(c.seed);
                var sequence = Enumerable.Range(0, c.batches).Select(b => Enumerable.Range(b * 10, random.Next(1, 6)).ToArray()).ToList();
                int[] delays = [.. Enumerable.Range(0, 200).Select(_ => random.Next(0, 400))];
                using var prefetcher = new BatchPrefetcher<ArrayBatch>(
                    (sample, memory, slot) =>
                    {
                        Thread.SpinWait(delays[sample] * 20);
                        memory.Labels(slot)[0] = (byte)sample;
                    },
                    sequence, Memories(c.memories), c.threads);
                foreach (int[] expected in sequence)
                {
                    var batch = prefetcher.Take()!;
                    if (!batch.Samples.SequenceEqual(expected)) return false;
                    for (int slot = 0; slot < expected.Length; slot++)
                    {
                        if (batch.Memory.Labels(slot)[0] != (byte)expected[slot]) return false;
                    }
                    prefetcher.Return(batch);
                }
                return prefetcher.Take() is null;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void What_a_read_throws_surfaces_when_its_batch_is_due()
    {
        using var prefetcher = new BatchPrefetcher<ArrayBatch>(
            (sample, _, _) =>
            {
                if (sample == 3) throw new DataException("sample 3");
            },
            [[0, 1], [2, 3], [4, 5]], Memories(3), 2);
        var first = prefetcher.Take()!;
        Assert.Equal([0, 1], first.Samples);
        prefetcher.Return(first);
        Assert.Equal("sample 3", Assert.Throws<DataException>(() => prefetcher.Take()).Message);
        Assert.Throws<DataException>(() => prefetcher.Take());
    }

    [Fact]
    public void What_the_sequence_throws_surfaces_after_the_batches_before_it()
    {
        static IEnumerable<int[]> Sequence()
        {
            yield return [0];
            throw new DataException("no more");
        }

        using var prefetcher = new BatchPrefetcher<ArrayBatch>((_, _, _) => { }, Sequence(), Memories(2), 2);
        Assert.NotNull(prefetcher.Take());
        Assert.Throws<DataException>(() => prefetcher.Take());
    }

    [Fact]
    public void No_more_is_read_ahead_than_memories_were_lent()
    {
        int reads = 0;
        using var prefetcher = new BatchPrefetcher<ArrayBatch>(
            (_, _, _) => Interlocked.Increment(ref reads), Enumerable.Range(0, int.MaxValue).Select(i => new[] { i }), Memories(2), 3);
        var first = prefetcher.Take()!;
        var second = prefetcher.Take()!;
        Assert.Equal((0, 1), (first.Samples[0], second.Samples[0]));
        Assert.NotSame(first.Memory, second.Memory);
        Assert.Equal(2, reads);
    }

    [Fact]
    public void After_disposal_no_thread_touches_the_memories()
    {
        int running = 0;
        var prefetcher = new BatchPrefetcher<ArrayBatch>(
            (_, _, _) =>
            {
                Interlocked.Increment(ref running);
                Thread.Sleep(5);
                Interlocked.Decrement(ref running);
            },
            Enumerable.Range(0, int.MaxValue).Select(i => new[] { i, i, i, i }), Memories(3), 4);
        prefetcher.Take();
        prefetcher.Dispose();
        Assert.Equal(0, running);
        Assert.Throws<ObjectDisposedException>(() => prefetcher.Take());
    }

    static ArrayBatch[] Memories(int count) => [.. Enumerable.Range(0, count).Select(_ => new ArrayBatch(8, 1, 1))];
}
