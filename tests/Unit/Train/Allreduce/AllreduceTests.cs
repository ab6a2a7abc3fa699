using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Every algorithm against the sum in double precision, with ranks as threads: random sizes, 1 to 8 ranks, all types, one node and several.</summary>
public class AllreduceTests
{
    static readonly AllreduceAlgorithm[] All = [.. Enum.GetValues<AllreduceAlgorithm>().Where(a => a != AllreduceAlgorithm.Auto)];

    static readonly ElementType[] Types = [ElementType.Float32, ElementType.Float64, ElementType.BFloat16, ElementType.Float16];

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public void The_sum_is_right_to_rounding_and_the_same_bits_on_every_rank(int ranks)
    {
        var random = new Random(ranks);
        int nodes = random.Next(1, Math.Min(ranks, 4) + 1);
        int[] onNodes = [.. Enumerable.Range(0, nodes).Select(n => ranks * (n + 1) / nodes - ranks * n / nodes)];
        // Fewer elements than ranks, a piece and a bit, several chunks.
        int[] sizes = [0, 1, ranks - 1, random.Next(2, 200), random.Next(1000, 20_000)];
        Vectors[] cases =
        [
            .. sizes.SelectMany(size => Types.Select(type => Vectors.Random(ranks, size, type, random))),
            Vectors.Random(ranks, random.Next(270_000, 400_000), ElementType.Float32, random),
        ];
        foreach (bool roundRobin in new[] { false, true })
        {
            ThreadRanks.Run(onNodes, communicator => communicator.Start(link =>
            {
                foreach (var algorithm in All)
                {
                    var allreduce = Allreduces.Create(algorithm);
                    foreach (var vectors in cases) vectors.Check(link, allreduce);
                    (allreduce as IDisposable)?.Dispose();
                }
            }).GetAwaiter().GetResult(), roundRobin);
        }
    }

    [Fact]
    public void Auto_takes_one_of_the_others_the_same_on_every_rank()
    {
        var chosen = new string[3];
        var vectors = Vectors.Random(3, 5000, ElementType.Float32, new Random(1));
        ThreadRanks.Run(3, communicator => communicator.Start(link =>
        {
            using var auto = new AutoAllreduce();
            vectors.Check(link, auto);
            chosen[link.Rank] = auto.Describe();
        }).GetAwaiter().GetResult());
        Assert.All(chosen, c => Assert.Equal(chosen[0], c));
    }

    [Fact]
    public void Across_nodes_the_hierarchy_sends_no_more_than_one_rank_a_node_would()
    {
        const int Count = 1_000_000;
        var vectors = Vectors.Random(4, Count, ElementType.Float32, new Random(1));
        foreach (bool roundRobin in new[] { false, true })
        {
            long sent = 0;
            ThreadRanks.Run([2, 2], communicator => communicator.Start(link =>
            {
                using var hierarchical = new HierarchicalAllreduce();
                vectors.Check(link, hierarchical);
                Interlocked.Add(ref sent, hierarchical.SentBytes);
            }).GetAwaiter().GetResult(), roundRobin);
            // 2 (n - 1) / n of the vector from each of n = 2 nodes.
            Assert.Equal(2L * Count * sizeof(float), sent);
        }
    }

    [Theory, InlineData(2), InlineData(3)]
    public void Past_the_caches_or_not_a_sum_within_the_node_has_the_same_bits(int ranks)
    {
        var random = new Random(ranks);
        foreach (var type in Types)
        {
            var vectors = Vectors.Random(ranks, random.Next(1 << 20, 3 << 19) / type.Bytes() + 100_001, type, random);
            ThreadRanks.Run(ranks, communicator => communicator.Start(link =>
            {
                using var hierarchical = new HierarchicalAllreduce();
                vectors.Check(link, hierarchical);
                byte[] first = vectors.Sum(link, hierarchical);
                // The first four sums of a length go the one way and the other by turns.
                for (int i = 0; i < 3; i++) Assert.True(first.AsSpan().SequenceEqual(vectors.Sum(link, hierarchical)), $"sum {i + 2}, {type}");
            }).GetAwaiter().GetResult());
        }
    }
}
