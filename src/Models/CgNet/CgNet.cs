using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// CGNet as ClimateNet has it (README.md in this folder): normalised [B, C, H, W] to logits [B, classes, H, W], H and W multiples of 8. Names and order
/// of its parameters are those of the published <c>weights.pth</c>.
/// </summary>
internal sealed class CgNet(ParameterPath p, CgNetConfig config, int inChannels, int classes, Padding padding) : Module
{
    readonly ConvBnPRelu[] stage1 =
    [
        new(p / "level1_0", inChannels, config.Width, kernel: 3, padding, stride: 2),
        new(p / "level1_1", config.Width, config.Width, kernel: 3, padding),
        new(p / "level1_2", config.Width, config.Width, kernel: 3, padding),
    ];
    readonly AveragePool2d halve = new(kernel: 3, stride: 2, padding);
    readonly BnPRelu join1 = new(p / "b1", config.Width + inChannels);
    readonly ContextGuidedDown down2 = new(p / "level2_0", config.Width + inChannels, 2 * config.Width, config.Rates[0], reduction: 8, padding);
    readonly ContextGuidedBlock[] stage2 = Stage(p / "level2", config.Blocks[0], 2 * config.Width, config.Rates[0], reduction: 8, padding);
    readonly BnPRelu join2 = new(p / "bn_prelu_2", 4 * config.Width + inChannels);
    readonly ContextGuidedDown down3 = new(p / "level3_0", 4 * config.Width + inChannels, 4 * config.Width, config.Rates[1], reduction: 16, padding);
    readonly ContextGuidedBlock[] stage3 = Stage(p / "level3", config.Blocks[1], 4 * config.Width, config.Rates[1], reduction: 16, padding);
    readonly BnPRelu join3 = new(p / "bn_prelu_3", 8 * config.Width);
    readonly Conv2d classifier = new(p / "classifier" / 0 / "conv", 8 * config.Width, classes, kernel: 1, bias: false, initial: new KaimingNormal());
    readonly BilinearUpsample upsample = new(CgNetConfig.OutputStride, padding);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var half = x.Apply(halve);
        var first = Tensor.Cat(1, x.Through(stage1), half).Apply(join1).Apply(down2);
        var second = Tensor.Cat(1, first.Through(stage2), first, half.Apply(halve)).Apply(join2).Apply(down3);
        return Tensor.Cat(1, second, second.Through(stage3)).Apply(join3).Apply(classifier).Apply(upsample);
    }

    // The reducing block counts as the stage's first.
    static ContextGuidedBlock[] Stage(ParameterPath p, int blocks, int channels, int rate, int reduction, Padding padding) =>
        [.. Enumerable.Range(0, blocks - 1).Select(i => new ContextGuidedBlock(p / i, channels, rate, reduction, padding))];
}
