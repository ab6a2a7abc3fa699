using FsCheck;
using FsCheck.Fluent;
using Rossby.Staging;
using Xunit;

namespace Rossby.Tests.Unit;

public class SampleOrderTests
{
    static readonly Arbitrary<(ulong Seed, int Epoch, int Count, int Batch)> AnyOrder =
        (from seed in ArbMap.Default.GeneratorFor<ulong>()
         from epoch in Gen.Choose(0, 1000)
         from count in Gen.Choose(0, 300)
         from batch in Gen.Choose(1, 40)
         select (seed, epoch, count, batch)).ToArbitrary();

    [Fact]
    public void An_epoch_is_a_permutation() =>
        Prop.ForAll(AnyOrder, o => SampleOrder.Permutation(o.Seed, o.Epoch, o.Count).Order().SequenceEqual(Enumerable.Range(0, o.Count)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void A_batch_is_the_same_whichever_step_is_the_first() =>
        Prop.ForAll(AnyOrder, o => o.Count == 0
            || SampleOrder.Batches(o.Seed, o.Count, o.Batch).Skip(o.Epoch % 50).First().SequenceEqual(SampleOrder.Batches(o.Seed, o.Count, o.Batch, o.Epoch % 50).First()))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Batches_are_whole_and_together_they_are_one_epoch_after_the_other() =>
        Prop.ForAll(AnyOrder, o =>
        {
            if (o.Count == 0) return !SampleOrder.Batches(o.Seed, 0, o.Batch).Any();
            var batches = SampleOrder.Batches(o.Seed, o.Count, o.Batch).Take((3 * o.Count + o.Batch - 1) / o.Batch).ToList();
            var epochs = batches.SelectMany(b => b).Chunk(o.Count).Take(3).ToList();
            return batches.TrueForAll(b => b.Length == o.Batch)
                && epochs.Index().All(e => e.Item.SequenceEqual(SampleOrder.Permutation(o.Seed, e.Index, o.Count)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Epochs_and_seeds_differ()
    {
        var orders = from seed in Enumerable.Range(0, 20)
                     from epoch in Enumerable.Range(0, 20)
                     select string.Join(',', SampleOrder.Permutation((ulong)seed, epoch, 50));
        Assert.Equal(400, orders.Distinct().Count());
    }

    [Fact]
    public void Each_place_gets_each_sample_equally_often()
    {
        // 6000 epochs of 10 samples: 600 expected in each of 100 cells; chi-squared with 81 degrees of freedom exceeds 131 once in 4000 seeds.
        const int Samples = 10, Epochs = 6000;
        int[,] counts = new int[Samples, Samples];
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            int[] order = SampleOrder.Permutation(42, epoch, Samples);
            for (int place = 0; place < Samples; place++) counts[place, order[place]]++;
        }
        double chiSquared = counts.Cast<int>().Sum(c => Math.Pow(c - (double)Epochs / Samples, 2) / ((double)Epochs / Samples));
        Assert.InRange(chiSquared, 40, 131);
    }

    [Fact]
    public void In_order_nothing_is_left_out() =>
        Prop.ForAll(AnyOrder, o => SampleOrder.InOrder(o.Count, o.Batch).SelectMany(b => b).SequenceEqual(Enumerable.Range(0, o.Count))
            && SampleOrder.InOrder(o.Count, o.Batch).SkipLast(1).All(b => b.Length == o.Batch)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_generator_is_splitmix64()
    {
        // First outputs of Vigna's splitmix64.c for the seed 1234567 (prng.di.unimi.it; also the vector in Rosetta Code's task).
        var random = new SplitMix64(1234567);
        Assert.Equal([6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL], [random.Next(), random.Next(), random.Next()]);
    }
}
