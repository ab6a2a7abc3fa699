using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// DeepCAM's Xception: [B, C, H, W] to [B, 64 Width, H / 16, W / 16], and low-level features [B, 4 Width, H / 4, W / 4].
/// </summary>
internal sealed class XceptionEncoder(ParameterPath p, DeepLabV3PlusXceptionConfig config, int inChannels, Padding padding)
{
    // 128, 256, 728, 1024, 1536 and 2048 at the published width of 32.
    readonly int w = config.Width;
    readonly Conv2d conv1 = new(p / "conv1", inChannels, config.Width, kernel: 3, stride: 2, bias: false, padding: padding, initial: he);
    readonly BatchNorm2d bn1 = new(p / "bn1" / "bn", config.Width, relu: true);
    readonly Conv2d conv2 = new(p / "conv2", config.Width, 2 * config.Width, kernel: 3, bias: false, padding: padding, initial: he);
    readonly BatchNorm2d bn2 = new(p / "bn2" / "bn", 2 * config.Width, relu: true);
    readonly ReducingBlock block1 = new(p / "block1", 2 * config.Width, 4 * config.Width, 4 * config.Width, stride: 2, padding, relu: true);
    readonly ReducingBlock block2 = new(p / "block2", 4 * config.Width, 8 * config.Width, 8 * config.Width, stride: 2, padding, relu: true);
    readonly ReducingBlock block3 = new(p / "block3", 8 * config.Width, Middle(config), Middle(config), stride: 2, padding, relu: true);
    readonly MiddleBlock[] middle = [.. Enumerable.Range(4, config.MiddleBlocks).Select(i => new MiddleBlock(p / $"block{i}", Middle(config), padding))];
    readonly ReducingBlock exit = new(p / $"block{config.MiddleBlocks + 4}", Middle(config), Middle(config), 32 * config.Width, stride: 1, padding, relu: false);
    readonly SeparableConv conv3 = new(p / "conv3", 32 * config.Width, 48 * config.Width, padding, dilation: 2);
    readonly BatchNorm2d bn3 = new(p / "bn3" / "bn", 48 * config.Width, relu: true);
    readonly SeparableConv conv4 = new(p / "conv4", 48 * config.Width, 48 * config.Width, padding, dilation: 2);
    readonly BatchNorm2d bn4 = new(p / "bn4" / "bn", 48 * config.Width, relu: true);
    readonly SeparableConv conv5 = new(p / "conv5", 48 * config.Width, 64 * config.Width, padding, dilation: 2);
    readonly BatchNorm2d bn5 = new(p / "bn5" / "bn", 64 * config.Width, relu: true);

    static readonly KaimingNormal he = new();

    /// <summary>Channels of the last map.</summary>
    public int OutChannels => 64 * w;

    /// <summary>Channels of the low-level features.</summary>
    public int LowLevelChannels => 4 * w;

    /// <summary>The last map and the low-level features.</summary>
    public (Tensor Deep, Tensor LowLevel) Call(Tensor x)
    {
        using var scope = TensorScope.Begin();
        x = x.Recomputed(p.Store, x => x.Apply(conv1, bn1).Apply(conv2, bn2));
        // The published code taps the features ahead of a ReLU that works in place, so they are what comes out of it.
        var lowLevel = x.Apply(block1);
        x = lowLevel.Apply(block2).Apply(block3);
        x = x.Through(middle).Apply(exit);
        x = x.Recomputed(p.Store, x => x.Apply(conv3, bn3).Apply(conv4, bn4).Apply(conv5, bn5));
        return (scope.Return(x), scope.Return(lowLevel));
    }

    static int Middle(DeepLabV3PlusXceptionConfig config) => 91 * config.Width / 4;
}
