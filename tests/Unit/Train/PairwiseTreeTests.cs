using FsCheck;
using FsCheck.Fluent;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class PairwiseTreeTests
{
    [Fact]
    public void The_sum_has_the_same_bits_in_whichever_order_leaves_come() =>
        Prop.ForAll<ulong, PositiveInt>((seed, size) =>
        {
            var random = new Random((int)(seed % int.MaxValue));
            int leaves = 1 << (size.Get % 5), length = size.Get % 37 + 1;
            float[][] vectors = [.. Enumerable.Range(0, leaves).Select(_ => Enumerable.Range(0, length).Select(_ => (float)Math.Exp(40 * random.NextDouble() - 20)).ToArray())];
            int[] order = [.. Enumerable.Range(0, leaves)];
            random.Shuffle(order);
            var tree = new PairwiseTree(leaves, length);
            foreach (int leaf in order)
            {
                float[] vector = tree.Rent();
                vectors[leaf].CopyTo(vector, 0);
                tree.Add(leaf, vector);
            }
            float[] sum = tree.TakeSum();
            for (int i = 0; i < length; i++) Assert.Equal(Pairwise([.. vectors.Select(v => v[i])]), sum[i]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_sum_with_a_leaf_missing_is_refused()
    {
        var tree = new PairwiseTree(2, 1);
        tree.Add(1, tree.Rent());
        Assert.Throws<InvalidOperationException>(() => tree.TakeSum());
    }

    static float Pairwise(float[] values) => values.Length == 1 ? values[0] : Pairwise(values[..(values.Length / 2)]) + Pairwise(values[(values.Length / 2)..]);
}
