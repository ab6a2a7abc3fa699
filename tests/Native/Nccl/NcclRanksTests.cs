using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Nccl;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Sums over ranks by NCCL's calls, with ranks as threads (in_memory.c).</summary>
[Collection(NcclInMemory.Collection)]
public sealed unsafe class NcclRanksTests
{
    public NcclRanksTests() => _ = NcclInMemory.Library;

    [Fact]
    public void Every_rank_has_the_sum_for_any_nodes_and_any_length()
    {
        var inputs = Gen.Choose(1, 3).SelectMany(nodes => Gen.Choose(1, 4).SelectMany(locals => Gen.Choose(1, 40).SelectMany(count =>
            Gen.Elements(AllreduceAlgorithm.Hierarchical, AllreduceAlgorithm.Flat).Select(algorithm => (nodes, locals, count, algorithm)))));
        Prop.ForAll(Arb.From(inputs), input =>
        {
            var (nodes, locals, count, algorithm) = input;
            ThreadRanks.Run(Enumerable.Repeat(locals, nodes).ToList(), communicator => Check(communicator, count, algorithm));
        }).QuickCheckThrowOnFailure();
        Assert.Equal(0, NcclInMemory.Alive);
    }

    [Fact]
    public void Nodes_that_are_not_alike_sum_in_one_level() => ThreadRanks.Run([2, 3], communicator => Check(communicator, 17, AllreduceAlgorithm.Hierarchical));

    // A rank of a node sums its slice with one rank of each other node, and takes the other slices from its node.
    [Theory]
    [InlineData(AllreduceAlgorithm.Hierarchical, 3)]
    [InlineData(AllreduceAlgorithm.Flat, 1)]
    public void Hierarchical_is_three_calls_of_each_rank_and_flat_is_one(AllreduceAlgorithm algorithm, int calls)
    {
        long before = 0;
        ThreadRanks.Run([2, 2], communicator =>
        {
            using var ranks = new NcclRanks(communicator, algorithm);
            communicator.Barrier();
            if (communicator.Rank == 0) before = NcclInMemory.Calls;
            communicator.Barrier();
            var values = stackalloc float[8];
            ranks.Sum((nint)values, 8, NcclType.Float32, stream: 1);
            ranks.Settled();
            communicator.Barrier();
        });
        Assert.Equal(4 * calls, NcclInMemory.Calls - before);
    }

    [Fact]
    public void A_rank_that_goes_has_the_sums_of_the_others_fail_and_their_communicators_aborted()
    {
        int found = 0;
        ThreadRanks.Run([2, 2], communicator =>
        {
            using var ranks = new NcclRanks(communicator, AllreduceAlgorithm.Hierarchical);
            communicator.Barrier();
            if (communicator.Rank == 3) return;
            var values = stackalloc float[8];
            var error = Assert.Throws<NcclException>(() => Sum(ranks, (nint)values));
            Assert.Equal(ExitCode.RankLost, error.ExitCode);
            Interlocked.Increment(ref found);
        });
        Assert.Equal((3, 0), (found, NcclInMemory.Alive));

        // Until the loss has come through.
        static void Sum(NcclRanks ranks, nint values)
        {
            for (int i = 0; i < 1000; i++)
            {
                ranks.Sum(values, 8, NcclType.Float32, stream: 1);
                ranks.ThrowIfFailed();
            }
        }
    }

    [Fact]
    public void Ranks_of_a_node_on_one_GPU_are_named_and_such_on_other_nodes_are_none()
    {
        var topology = new RankTopology(0, [new("a", 0, 0, "0", "0", 0), new("a", 0, 1, "0", "0", 0), new("b", 1, 0, "0", "0", 0), new("b", 1, 1, "0", "0", 1)]);
        Assert.Equal("ranks 0, 1 have the same one (a)", NcclChoice.SharedGpu(topology, [7, 7, 7, 8]));
        Assert.Null(NcclChoice.SharedGpu(topology, [7, 9, 7, 9]));
        Assert.Null(NcclChoice.SharedGpu(topology, [0, 0, 0, 0]));
    }

    static void Check(ICommunicator communicator, int count, AllreduceAlgorithm algorithm)
    {
        using var ranks = new NcclRanks(communicator, algorithm);
        float[] values = [.. Enumerable.Range(0, count).Select(i => (float)((communicator.Rank + 1) * (i % 7 + 1)))];
        int all = communicator.Size * (communicator.Size + 1) / 2;
        fixed (float* p = values)
        {
            ranks.Sum((nint)p, count, NcclType.Float32, stream: 0);
            Assert.Equal(Enumerable.Range(0, count).Select(i => (float)(all * (i % 7 + 1))), values);
            ranks.Mean((nint)p, count, stream: 0);
            Assert.Equal(Enumerable.Range(0, count).Select(i => (float)(all * (i % 7 + 1))), values);
            for (int i = 0; i < count; i++) values[i] = communicator.Rank + i;
            ranks.Broadcast((nint)p, count * sizeof(float), stream: 0);
            Assert.Equal(Enumerable.Range(0, count).Select(i => (float)i), values);
        }
        ranks.ThrowIfFailed();
        ranks.Settled();
        communicator.Barrier();
    }
}
