using System.Diagnostics;
using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Gradients summed in buckets, with ranks as threads. All numbers are small whole ones: their sums are exact in any order.</summary>
[LeakCheck]
public sealed class OverlappedSumTests
{
    // 5, 24, 1, 7 and 12 elements.
    static readonly long[][] Shapes = [[5], [2, 3, 2, 2], [1], [7], [4, 3, 1, 1]];

    static readonly ReachedParameters All = new([]), AnyButTheThird = new(["p2"]);

    static List<Parameter> Parameters() => [.. Shapes.Select((s, i) => new Parameter($"p{i}", s))];

    static AllreduceConfig Buckets(int elements, ElementType wireType = ElementType.Float32) => new() { BucketMiB = elements * sizeof(float) / 1048576.0, WireType = wireType };

    // The gradient of element k of parameter i on a rank.
    static float Value(int rank, int i, int k) => (rank + 1) * (i + 1) + k % 5;

    // Adds, in a given order, what makes these gradients; the pass back meets them in the opposite order.
    static Tensor Loss(List<Parameter> parameters, int rank, IEnumerable<int> order)
    {
        Tensor? loss = null;
        foreach (int i in order)
        {
            float[] values = [.. Enumerable.Range(0, (int)parameters[i].NumberOfElements).Select(k => Value(rank, i, k))];
            var term = (parameters[i].Value * Tensor.From<float>(values, Shapes[i])).Sum();
            loss = loss is null ? term : loss + term;
        }
        return loss!;
    }

    static float[] Expected(int ranks, int i, int but = -1) =>
        [.. Enumerable.Range(0, (int)Shapes[i].Aggregate((a, b) => a * b)).Select(k => Enumerable.Range(0, ranks).Where(r => r != but).Sum(r => Value(r, i, k)))];

    static void AssertSums(List<Parameter> parameters, int ranks, int i, int but = -1) => Assert.Equal(Expected(ranks, i, but), parameters[i].Gradient!.ToArray<float>());

    static void OnRanks(int ranks, Action<ICommunicator, List<Parameter>> body) => ThreadRanks.Run(ranks, communicator =>
    {
        var parameters = Parameters();
        using var scope = TensorScope.Begin();
        body(communicator, parameters);
        foreach (var p in parameters) p.Dispose();
    });

    [Fact]
    public void A_rank_whose_backward_pass_is_at_work_counts_as_working_and_all_count_alike()
    {
        using var board = new Board(ranks: 2);
        ThreadRanks.Run(2, communicator =>
        {
            int rank = communicator.Rank;
            var watched = new WatchedRank(communicator, board.PulseOf(rank));
            var parameters = Parameters();
            using var scope = TensorScope.Begin();
            using (var sum = new OverlappedSum(watched, parameters, Buckets(12), All))
            {
                var loss = Loss(parameters, rank, Enumerable.Range(0, Shapes.Length));
                sum.BeginLastBackward();
                // Nothing is in any bucket yet: the communication thread is there, and waits for this rank's own work.
                Assert.True(SpinWait.SpinUntil(() => board[rank] is { Collective: 1, Inside: 0 }, TimeSpan.FromSeconds(60)), $"collective {board[rank].Collective}, inside {board[rank].Inside}");
                loss.Backward();
                sum.Finish();
            }
            foreach (var p in parameters) p.Dispose();
        });
        // 12 elements; 7 and 1, with which the 24 find no room; 24; 5.
        Assert.Equal([5L, 5], new[] { board[0].Collective, board[1].Collective });
        Assert.Equal([0L, 0], new[] { board[0].Inside, board[1].Inside });
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 12)]
    [InlineData(4, 25)]
    [InlineData(3, 1000)]
    public void Every_gradient_becomes_the_sum_over_the_ranks_step_after_step(int ranks, int bucket) => OnRanks(ranks, (communicator, parameters) =>
    {
        using var sum = new OverlappedSum(communicator, parameters, Buckets(bucket), All);
        for (int step = 0; step < 3; step++)
        {
            Autograd.ClearGradients(parameters);
            var loss = Loss(parameters, communicator.Rank, Enumerable.Range(0, Shapes.Length));
            sum.BeginLastBackward();
            loss.Backward();
            sum.Finish();
            for (int i = 0; i < Shapes.Length; i++) AssertSums(parameters, ranks, i);
        }
    });

    [Fact]
    public void Ranks_whose_gradients_come_in_different_orders_sum_the_same_buckets_together() => OnRanks(4, (communicator, parameters) =>
    {
        using var sum = new OverlappedSum(communicator, parameters, Buckets(1), All);
        int[][] orders = [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3], [3, 4, 0, 2, 1]];
        for (int step = 0; step < 4; step++)
        {
            Autograd.ClearGradients(parameters);
            var loss = Loss(parameters, communicator.Rank, orders[(communicator.Rank + step) % 4]);
            sum.BeginLastBackward();
            loss.Backward();
            sum.Finish();
            for (int i = 0; i < Shapes.Length; i++) AssertSums(parameters, 4, i);
        }
    });

    [Fact]
    public void The_first_bucket_is_summed_before_the_backward_pass_is_over() => OnRanks(3, (communicator, parameters) =>
    {
        using var sum = new OverlappedSum(communicator, parameters, Buckets(12), All);
        var last = Loss(parameters, communicator.Rank, [4]);
        var others = Loss(parameters, communicator.Rank, [0, 1, 2, 3]);
        sum.BeginLastBackward();
        last.Backward();
        // The pass stands still until the sum is there; where it came only at the end, this would never be.
        var patience = Stopwatch.StartNew();
        while (!parameters[4].Gradient!.ToArray<float>().SequenceEqual(Expected(3, 4)))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1));
            Thread.Sleep(1);
        }
        others.Backward();
        sum.Finish();
        for (int i = 0; i < Shapes.Length; i++) AssertSums(parameters, 3, i);
    });

    [Fact]
    public void A_declared_parameter_that_one_rank_does_not_reach_is_zero_there_and_the_sum_of_the_others_everywhere() => OnRanks(3, (communicator, parameters) =>
    {
        using var sum = new OverlappedSum(communicator, parameters, Buckets(8), AnyButTheThird);
        var loss = Loss(parameters, communicator.Rank, communicator.Rank == 1 ? [0, 1, 3, 4] : [0, 1, 2, 3, 4]);
        sum.BeginLastBackward();
        loss.Backward();
        sum.Finish();
        for (int i = 0; i < Shapes.Length; i++) AssertSums(parameters, 3, i, but: i == 2 ? 1 : -1);
    });

    [Fact]
    public void One_that_no_rank_reaches_has_a_gradient_of_zeros_as_on_one_rank() => OnRanks(2, (communicator, parameters) =>
    {
        using var sum = new OverlappedSum(communicator, parameters, Buckets(8), AnyButTheThird);
        using var alone = new OwnGradients(parameters, AnyButTheThird);
        foreach (IGradientSum one in (IGradientSum[])[sum, alone])
        {
            Autograd.ClearGradients(parameters);
            var loss = Loss(parameters, communicator.Rank, [0, 1, 3, 4]);
            one.BeginLastBackward();
            loss.Backward();
            one.Finish();
            Assert.Equal([0], parameters[2].Gradient!.ToArray<float>());
        }
    });

    [Fact]
    public void One_that_is_not_declared_is_named_by_the_rank_that_does_not_reach_it_and_leaves_no_rank_waiting() => OnRanks(2, (communicator, parameters) =>
    {
        using var sum = new OverlappedSum(communicator, parameters, Buckets(8), AnyButTheThird);
        using var alone = new OwnGradients(parameters, AnyButTheThird);
        foreach (IGradientSum one in (IGradientSum[])[sum, alone])
        {
            Autograd.ClearGradients(parameters);
            var loss = Loss(parameters, communicator.Rank, communicator.Rank == 1 ? [1, 3] : [0, 1, 2, 3, 4]);
            one.BeginLastBackward();
            loss.Backward();
            if (communicator.Rank == 0)
            {
                one.Finish();
                continue;
            }
            var e = Assert.Throws<InvalidOperationException>(one.Finish);
            Assert.Contains("p0", e.Message, StringComparison.Ordinal);
            Assert.Contains("p4", e.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("p2", e.Message, StringComparison.Ordinal);
        }
    });

    [Theory]
    [InlineData(ElementType.BFloat16)]
    [InlineData(ElementType.Float16)]
    public void In_sixteen_bits_on_their_way_gradients_are_the_same_as_far_as_these_hold_them(ElementType wireType) => OnRanks(3, (communicator, parameters) =>
    {
        using var sum = new OverlappedSum(communicator, parameters, Buckets(12, wireType), All);
        var loss = Loss(parameters, communicator.Rank, Enumerable.Range(0, Shapes.Length));
        sum.BeginLastBackward();
        loss.Backward();
        sum.Finish();
        // Whole numbers up to 256, which both types hold.
        for (int i = 0; i < Shapes.Length; i++) AssertSums(parameters, 3, i);
    });

    [Fact]
    public void Running_statistics_become_the_mean_over_the_ranks() => OnRanks(3, (communicator, parameters) =>
    {
        using var statistic = new Parameter("m", [2], trainable: false);
        statistic.Assign(Tensor.From<float>([communicator.Rank + 1f, 10f], [2]));
        using var sum = new OverlappedSum(communicator, [.. parameters, statistic], Buckets(12), All);
        var loss = Loss(parameters, communicator.Rank, Enumerable.Range(0, Shapes.Length));
        sum.BeginLastBackward();
        loss.Backward();
        sum.Finish();
        Assert.Equal([2, 10], statistic.Value.ToArray<float>());
        AssertSums(parameters, 3, 1);
    });
}
