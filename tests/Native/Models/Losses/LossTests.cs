using Rossby.Core;
using Rossby.Models;
using Rossby.Tests.Support;
using Rossby.Torch;
using Xunit;

namespace Rossby.Tests.Native;

[LeakCheck(InScope = true)]
public sealed class LossTests
{
    static readonly double[] frequencies = [0.9, 0.02, 0.08];

    static readonly Dictionary<string, Loss> Losses = new LossConfig[]
    {
        new WeightedCrossEntropyConfig(), new SummedCrossEntropyConfig(), new FocalLossConfig(), new DiceLossConfig(), new JaccardLossConfig(),
        new ClimateNetJaccardLossConfig(), new FocalTverskyLossConfig(),
    }.ToDictionary(c => c.GetType().Name, c => LossFactory.Create(c, frequencies));

    public static TheoryData<string> Names => [.. Losses.Keys];

    static Tensor Labels(params byte[] labels) => Tensor.From<byte>(labels, [1, 2, labels.Length / 2]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_equal_finite_differences(string name) =>
        GradientCheck.Of(t => Losses[name].Call(t[0], Labels(0, 1, 2, 255, 0, 0, 2, 1)), [Numbers.Uniform(3, 1, 3, 2, 4)]);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_masked_cell_says_nothing(string name)
    {
        var labels = Labels(0, 1, 2, 255, 0, 0, 2, 1);
        var logits = Numbers.Uniform(3, 1, 3, 2, 4);
        double[] changed = logits.ToArray<double>();
        for (int c = 0; c < 3; c++) changed[c * 8 + 3] = 50 * c - 30;
        Assert.Equal(Losses[name].Call(logits, labels).Item(), Losses[name].Call(Tensor.From<double>(changed, [1, 3, 2, 4]), labels).Item(), 1e-14);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Without_a_valid_cell_the_gradient_is_zero(string name)
    {
        var logits = Numbers.Uniform(3, 1, 3, 2, 4).SetRequiresGrad();
        Losses[name].Call(logits, Labels(255, 255, 255, 255, 255, 255, 255, 255)).Backward();
        Assert.All(logits.Gradient!.ToArray<double>(), g => Assert.Equal(0, g));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Being_sure_and_right_is_better_than_being_sure_and_wrong_and_neither_is_infinite(string name)
    {
        byte[] labels = [0, 1, 2, 0, 0, 0, 2, 1];
        double At(Func<int, int> named)
        {
            var logits = new float[24];
            for (int i = 0; i < 8; i++) logits[8 * named(labels[i]) + i] = 60;
            var leaf = Tensor.From<float>(logits, [1, 3, 2, 4]).SetRequiresGrad();
            var loss = Losses[name].Call(leaf, Labels(labels));
            loss.Backward();
            Assert.All(leaf.Gradient!.ToArray<float>(), g => Assert.True(float.IsFinite(g)));
            Assert.Equal(ScalarType.Float32, loss.DType);
            return loss.Item();
        }

        double right = At(y => y), wrong = At(y => (y + 1) % 3);
        Assert.True(right < wrong && double.IsFinite(wrong), $"right {right}, wrong {wrong}");
    }

    // Worked out by hand: two cells labelled 1 and 0 with probabilities 3/4 and 1/4 for class 1, none for class 2.
    [Fact]
    public void Overlap_losses_have_the_values_of_their_formulas()
    {
        double high = Math.Log(3);
        var logits = Tensor.From<double>([0, high, high, 0, -1000, -1000], [1, 3, 1, 2]);
        var labels = Tensor.From<byte>([1, 0], [1, 1, 2]);
        // Both classes: hit 3/4, said 1, there 1.
        Assert.Equal(1 - 2 * 0.75 / 2, new DiceLoss().Call(logits, labels).Item(), 1e-6);
        Assert.Equal(1 - 0.75 / 1.25, new JaccardLoss().Call(logits, labels).Item(), 1e-6);
        Assert.Equal(Math.Pow(1 - 0.75 / (0.75 + 0.7 * 0.25 + 0.3 * 0.25), 0.75), new FocalTverskyLoss(0.7, 0.3, 0.75).Call(logits, labels).Item(), 1e-6);
        Assert.Equal(-Math.Pow(0.25, 2) * Math.Log(0.75), new FocalLoss(1, 2).Call(logits, labels).Item(), 1e-12);
        Assert.Equal(-0.1 * (0.3 + 0.6) * Math.Log(0.75), new SummedCrossEntropy([0.3, 0.6, 0.1], 0.1).Call(logits, labels).Item(), 1e-12);
    }

    [Fact]
    public void Focal_loss_without_focus_is_the_cross_entropy()
    {
        var logits = Numbers.Uniform(3, 1, 3, 2, 4);
        var labels = Labels(0, 1, 2, 255, 0, 0, 2, 1);
        Assert.Equal(new WeightedCrossEntropy([1, 1, 1]).Call(logits, labels).Item(), new FocalLoss(1, 0).Call(logits, labels).Item(), 1e-14);
    }

    [Fact]
    public void Labels_that_are_certain_probabilities_give_the_weighted_cross_entropy()
    {
        double[] weights = [1, 2.5, 1.7];
        var logits = Numbers.Uniform(3, 1, 3, 2, 4);
        byte[] labels = [0, 1, 2, 255, 0, 0, 2, 1];
        double[] certain = new double[24];
        for (int c = 0; c < 3; c++)
            for (int i = 0; i < 8; i++) certain[8 * c + i] = labels[i] == 255 ? double.NaN : labels[i] == c ? 1 : 0;
        var soft = new SoftCrossEntropy(weights);
        var given = Tensor.From<double>(certain, [1, 3, 2, 4]);
        Assert.Equal(new WeightedCrossEntropy(weights).Call(logits, Labels(labels)).Item(), soft.Call(logits, given).Item(), 1e-14);
        GradientCheck.Of(t => soft.Call(t[0], given), [logits]);
        // In shards an undecided cell has 0 in every class.
        Assert.Equal(soft.Call(logits, given).Item(), soft.Call(logits, given.NaNToNum(0)).Item());
        // Half and half lies halfway between.
        var half = Tensor.From<double>([0.5, 0.5, 0], [1, 3, 1, 1]);
        var one = Numbers.Uniform(4, 1, 3, 1, 1);
        double Hard(byte label) => new WeightedCrossEntropy(weights).Call(one, Tensor.From<byte>([label], [1, 1, 1])).Item();
        Assert.Equal((Hard(0) + Hard(1)) / 2, soft.Call(one, half).Item(), 1e-14);
    }

    // deeplab-tf-train.py:488,518: frequencies given as square roots 0.991, 0.0266 and 0.13.
    [Fact]
    public void The_weights_of_2018_are_one_over_the_square_root_and_add_up_to_one()
    {
        double[] weights = ClassWeights.SummingToOne(ClassWeights.FromFrequencies([0.991 * 0.991, 0.0266 * 0.0266, 0.13 * 0.13], ClassWeights.InverseSquareRoot));
        Assert.Equal([0.021797, 0.812046, 0.166157], weights.Select(w => Math.Round(w, 6)));
    }

    [Fact]
    public void A_class_that_no_label_has_does_not_count_in_an_overlap()
    {
        double high = Math.Log(3);
        var labels = Tensor.From<byte>([1, 0], [1, 1, 2]);
        double two = new JaccardLoss().Call(Tensor.From<double>([0, high, high, 0, -1000, -1000], [1, 3, 1, 2]), labels).Item();
        // The same two classes, with some probability taken by the third: only their own overlaps count.
        double three = new JaccardLoss().Call(Tensor.From<double>([0, high, high, 0, 0, 0], [1, 3, 1, 2]), labels).Item();
        Assert.Equal(1 - 0.6 / (0.8 + 1 - 0.6), three, 1e-6);
        Assert.Equal(0.4, two, 1e-6);
    }
}
