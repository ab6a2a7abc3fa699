using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Torch;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Native;

/// <summary>Norms over ranks against libtorch's own over the samples of those ranks in one batch.</summary>
[LeakCheck]
public sealed class NormSumsTests
{
    const int NormChannels = 8, MapHeight = 5, MapWidth = 6;
    const double Momentum = 0.25, Epsilon = 1e-5;

    // Samples of each rank.
    static readonly int[] Samples = [2, 1, 1, 3];

    static readonly BatchNormConfig Synchronised = new() { Statistics = NormStatistics.Synchronised };

    static readonly Dictionary<ScalarType, double> Tolerances = new() { [ScalarType.Float64] = 1e-10, [ScalarType.Float32] = 2e-5, [ScalarType.BFloat16] = 0.03 };

    public static TheoryData<ScalarType, Activation, bool, MemoryFormat> Kinds => new(
        from type in Tolerances.Keys
        from activation in Enum.GetValues<Activation>()
        from adds in new[] { false, true }
        where !(adds && activation == Activation.PRelu)
        from format in type == ScalarType.Float32 ? new[] { MemoryFormat.ChannelsLast, MemoryFormat.Contiguous } : [MemoryFormat.ChannelsLast]
        select new TheoryDataRow<ScalarType, Activation, bool, MemoryFormat>(type, activation, adds, format));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Ranks_that_are_synchronised_have_the_norm_of_the_whole_batch(ScalarType type, Activation activation, bool adds, MemoryFormat format)
    {
        using var scope = TensorScope.Begin();
        var whole = new Case(type, activation, adds, format, Samples.Sum()).Run(0, Samples.Sum(), null);
        var parts = OnRanks(Synchronised, (c, sums) => new Case(type, activation, adds, format, Samples.Sum()).Run(First(c.Rank), Samples[c.Rank], sums));
        Same(whole, parts, Tolerances[type]);
    }

    [Fact]
    public void Groups_of_two_in_four_ranks_are_two_batches()
    {
        using var scope = TensorScope.Begin();
        Outcome Of(int first, int count, RankSum? across) => new Case(ScalarType.Float64, Activation.Relu, false, MemoryFormat.ChannelsLast, Samples.Sum()).Run(first, count, across);
        var parts = OnRanks(new() { Statistics = NormStatistics.Group, GroupSize = 2 }, (c, sums) => Of(First(c.Rank), Samples[c.Rank], sums));
        Same(Of(0, 3, null), parts[..2], 1e-10);
        Same(Of(3, 4, null), parts[2..], 1e-10);
    }

    [Fact]
    public void A_group_without_a_number_is_a_node()
    {
        using var scope = TensorScope.Begin();
        Outcome Of(int first, int count, RankSum? across) => new Case(ScalarType.Float64, Activation.None, false, MemoryFormat.ChannelsLast, Samples.Sum()).Run(first, count, across);
        // One rank, then three.
        var parts = OnRanks(new() { Statistics = NormStatistics.Group }, (c, sums) => Of(First(c.Rank), Samples[c.Rank], sums), [1, 3]);
        Same(Of(0, 2, null), parts[..1], 1e-10);
        Same(Of(2, 5, null), parts[1..], 1e-10);
    }

    [Fact]
    public void Gradients_equal_finite_differences_of_the_loss_of_all_ranks()
    {
        using var scope = TensorScope.Begin();
        const double Step = 1e-5;
        var kind = new Case(ScalarType.Float64, Activation.None, false, MemoryFormat.ChannelsLast, 2, 2, 3);
        double Loss(double[]? moved) => OnRanks(Synchronised, (c, sums) => kind.Run(c.Rank, 1, sums, moved), [2]).Sum(o => o.Loss);
        double[] values = kind.Input(), gradient = [.. OnRanks(Synchronised, (c, sums) => kind.Run(c.Rank, 1, sums), [2]).SelectMany(o => o.Gradient)];
        for (int i = 0; i < values.Length; i += 5)
        {
            double At(double by) => Loss([.. values[..i], values[i] + by, .. values[(i + 1)..]]);
            double difference = (At(Step) - At(-Step)) / (2 * Step);
            Assert.Equal(difference, gradient[i], 1e-7 * (1 + Math.Abs(difference)));
        }
    }

    [Fact]
    public void What_a_sum_throws_comes_out_of_the_pass_that_asked_for_it()
    {
        using var scope = TensorScope.Begin();
        int calls = 0;
        using var sum = new RankSum(_ =>
        {
            if (++calls > 1) throw new TimeoutException("no answer");
        });
        var x = Numbers.Uniform(1, 2, NormChannels, MapHeight, MapWidth).SetRequiresGrad();
        var y = x.BatchNorm(Tensor.Ones([NormChannels], ScalarType.Float64), Tensor.Zeros([NormChannels], ScalarType.Float64), null, null, true, Momentum, Epsilon, across: sum);
        Assert.Equal("no answer", Assert.Throws<TimeoutException>(() => y.Sum().Backward()).Message);
        Assert.Throws<TimeoutException>(() => x.BatchNorm(Tensor.Ones([NormChannels], ScalarType.Float64), Tensor.Zeros([NormChannels], ScalarType.Float64), null, null, true, Momentum, Epsilon, across: sum));
    }

    static int First(int rank) => Samples[..rank].Sum();

    static Outcome[] OnRanks(BatchNormConfig config, Func<ICommunicator, RankSum?, Outcome> run, int[]? nodes = null)
    {
        nodes ??= [Samples.Length];
        var outcomes = new Outcome[nodes.Sum()];
        ThreadRanks.Run(nodes, c =>
        {
            using var scope = TensorScope.Begin();
            using var sums = NormSums.Create(config, c, new(null));
            outcomes[c.Rank] = run(c, sums?.Across);
        });
        return outcomes;
    }

    static void Same(Outcome whole, Outcome[] parts, double tolerance)
    {
        Near(whole.Value, parts.SelectMany(p => p.Value), tolerance);
        Near(whole.Gradient, parts.SelectMany(p => p.Gradient), tolerance);
        // Each rank has its part of a parameter's gradient.
        for (int k = 0; k < whole.Parameters.Length; k++)
            Near(whole.Parameters[k], Enumerable.Range(0, whole.Parameters[k].Length).Select(i => parts.Sum(p => p.Parameters[k][i])), 10 * tolerance);
        foreach (var part in parts)
        {
            Near(whole.Mean, part.Mean, Math.Min(tolerance, 1e-5));
            Near(whole.Variance, part.Variance, Math.Min(tolerance, 1e-5));
            // Alike to the last bit.
            Assert.Equal(parts[0].Mean, part.Mean);
            Assert.Equal(parts[0].Variance, part.Variance);
        }
    }

    static void Near(double[] expected, IEnumerable<double> actual, double tolerance)
    {
        double[] found = [.. actual];
        Assert.Equal(expected.Length, found.Length);
        double scale = Math.Max(1, expected.Max(v => Math.Abs(v)));
        for (int i = 0; i < found.Length; i++) Assert.Equal(expected[i], found[i], tolerance * scale);
    }

    sealed record Outcome(double Loss, double[] Value, double[] Gradient, double[][] Parameters, double[] Mean, double[] Variance);

    /// <summary>One norm of a batch, of which a rank takes some samples.</summary>
    sealed record Case(ScalarType Type, Activation Activation, bool Adds, MemoryFormat Format, int Batch, int Channels = NormChannels, int Height = MapHeight, int Width = MapWidth)
    {
        public double[] Input() => (Numbers.Uniform(1, Batch, Channels, Height, Width) + 3).ToArray<double>();

        public Outcome Run(int first, int count, RankSum? across, double[]? input = null)
        {
            using var scope = TensorScope.Begin();
            var kind = Type == ScalarType.BFloat16 ? ScalarType.Float32 : Type;
            Tensor Part(Tensor whole) => whole.Narrow(0, first, count).To(Type).Contiguous(Format);
            Tensor Leaf(Tensor t) => t.Clone().SetRequiresGrad();
            Tensor x = Leaf(Part(Tensor.From<double>(input ?? Input(), [Batch, Channels, Height, Width]))), added = Part(Numbers.Uniform(2, Batch, Channels, Height, Width));
            Tensor weight = Leaf((Numbers.Uniform(3, Channels) + 2).To(kind)), bias = Leaf(Numbers.Uniform(4, Channels).To(kind)), slope = Leaf(Numbers.Uniform(5, Channels).To(kind));
            Tensor mean = Numbers.Uniform(6, Channels).To(kind), variance = (Numbers.Uniform(7, Channels) + 2).To(kind);
            var y = x.BatchNorm(weight, bias, mean, variance, true, Momentum, Epsilon, Adds ? added : null, Activation, Activation == Activation.PRelu ? slope : null, across);
            var loss = (y.To(kind) * Numbers.Uniform(8, Batch, Channels, Height, Width).Narrow(0, first, count).To(kind)).Sum();
            loss.Backward();
            Tensor[] parameters = Activation == Activation.PRelu ? [weight, bias, slope] : [weight, bias];
            return new(Doubles(loss)[0], Doubles(y), Doubles(x.Gradient!), [.. parameters.Select(p => Doubles(p.Gradient!))], Doubles(mean), Doubles(variance));
        }

        static double[] Doubles(Tensor t) => t.To(ScalarType.Float64).Contiguous(MemoryFormat.Contiguous).ToArray<double>();
    }
}
