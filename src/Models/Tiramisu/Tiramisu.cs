using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The Tiramisu of the 2018 system (README.md in this folder): normalised [B, C, H, W] to logits [B, classes, H, W], H and W multiples of two to the
/// number of reductions.
/// </summary>
internal sealed class Tiramisu : Module
{
    readonly DenseLayer first;
    readonly DenseBlock[] down;
    readonly DenseLayer[] reduce;
    readonly DenseBlock bottleneck;
    readonly Doubling[] doublings;
    readonly DenseBlock[] up;
    readonly Conv2d logits;
    readonly Dropout last;

    public Tiramisu(ParameterPath p, TiramisuConfig config, int inChannels, int classes, Padding padding)
    {
        int levels = config.Layers.Count - 1;
        first = new(p / "conv_in", config, inChannels, config.Width, config.Kernel, padding);
        (down, reduce, doublings, up) = (new DenseBlock[levels], new DenseLayer[levels], new Doubling[levels], new DenseBlock[levels]);
        int channels = config.Width;
        for (int i = 0; i < levels; i++)
        {
            down[i] = new(p / "down" / i, config, channels, config.Layers[i], padding);
            channels = down[i].OutChannels;
            reduce[i] = new(p / "reduce" / i, config, channels, channels, kernel: 1, padding, stride: 2);
        }
        bottleneck = new(p / "bottleneck", config, channels, config.Layers[^1], padding);
        var below = bottleneck;
        for (int i = levels - 1; i >= 0; i--)
        {
            doublings[i] = new(p / "double" / i, below.NewChannels, padding);
            below = up[i] = new(p / "up" / i, config, below.NewChannels + down[i].OutChannels, config.Layers[i], padding);
        }
        logits = new(p / "logits", below.OutChannels, classes, kernel: 1, initial: new KaimingUniform());
        last = new(p / "last" / "dropout", config.Dropout);
        BottleneckChannels = bottleneck.OutChannels;
    }

    /// <summary>Channels of the whole bottleneck.</summary>
    public int BottleneckChannels { get; }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        x = x.Apply(first);
        var skips = new Tensor[down.Length];
        for (int i = 0; i < down.Length; i++)
        {
            (skips[i], _) = down[i].Call(x);
            x = skips[i].Apply(reduce[i]);
        }
        // Only what a block made itself goes up; the last block hands on all that it has.
        (Tensor All, Tensor New) of = bottleneck.Call(x);
        for (int i = down.Length - 1; i >= 0; i--) of = up[i].Call(Tensor.Cat(1, of.New.Apply(doublings[i]), skips[i]));
        return of.All.Apply(logits).Apply(last);
    }
}
