using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The plain U-Net (README.md in this folder): normalised [B, C, H, W] to logits [B, classes, H, W], H and W multiples of two to the number of levels.
/// Names of its parameters are those of the common PyTorch one.
/// </summary>
internal sealed class UNet : Module
{
    readonly DoubleConv first;
    readonly MaxPool2d halve;
    readonly DoubleConv[] down;
    readonly ConvTranspose2d[] doublings;
    readonly DoubleConv[] up;
    readonly Conv2d logits;

    public UNet(ParameterPath p, UNetConfig config, int inChannels, int classes, Padding padding)
    {
        int Width(int level) => config.Width << level;
        int levels = config.Levels;
        first = new(p / "inc", inChannels, config.Width, padding);
        halve = new(kernel: 2, stride: 2, padding);
        down = [.. Enumerable.Range(1, levels).Select(level => new DoubleConv(p / $"down{level}" / "maxpool_conv" / 1, Width(level - 1), Width(level), padding))];
        (doublings, up) = (new ConvTranspose2d[levels], new DoubleConv[levels]);
        for (int i = 0; i < levels; i++)
        {
            int level = levels - i;
            doublings[i] = new(p / $"up{i + 1}" / "up", Width(level), Width(level - 1), kernel: 2, stride: 2, padding: padding);
            up[i] = new(p / $"up{i + 1}" / "conv", Width(level), Width(level - 1), padding);
        }
        logits = new(p / "outc" / "conv", config.Width, classes, kernel: 1);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var skips = new Stack<Tensor>();
        x = x.Apply(first);
        foreach (var conv in down)
        {
            skips.Push(x);
            x = x.Apply(halve).Apply(conv);
        }
        for (int i = 0; i < up.Length; i++) x = Tensor.Cat(1, skips.Pop(), x.Apply(doublings[i])).Apply(up[i]);
        return x.Apply(logits);
    }
}
