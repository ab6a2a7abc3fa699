using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// The encoder: a 7 x 7 stem of stride 2 with bias and neither norm nor activation, a 3 x 3 max pool of stride 2, four stages of bottlenecks.
/// [B, C, H, W] to [B, 32 Width, H / OutputStride, W / OutputStride], tapped before any norm behind the last stage.
/// </summary>
internal sealed class ResNetV2Encoder
{
    readonly Conv2d conv1;
    readonly Padding padding;
    readonly ResNetV2Unit[] geometry;
    readonly BottleneckUnit[] units;

    public ResNetV2Encoder(ParameterPath p, DeepLabV3PlusResNet50Config config, int inChannels, Padding padding)
    {
        this.padding = padding;
        conv1 = new(p / "conv1", inChannels, config.Width, kernel: 7, stride: 2, padding: padding);
        geometry = [.. ResNetV2Geometry.Units(config)];
        units = [.. geometry.Select(u => new BottleneckUnit(p / $"block{u.Stage}" / (u.Index - 1), u, config.BatchNorm, padding))];
        OutChannels = geometry[^1].OutChannels;
    }

    /// <summary>Channels of the last map.</summary>
    public int OutChannels { get; }

    /// <summary>The last map, and the low-level features [B, Width, H / 4, W / 4] of the first stage's last unit.</summary>
    public (Tensor Deep, Tensor LowLevel) Call(Tensor x)
    {
        using var scope = TensorScope.Begin();
        x = Pool(x.Apply(conv1));
        Tensor? lowLevel = null;
        for (int i = 0; i < units.Length; i++)
        {
            bool taps = geometry[i].Stage == 1 && geometry[i + 1].Stage == 2;
            if (taps) (x, lowLevel) = units[i].Call(x);
            else x = units[i].Output(x);
        }
        return (scope.Return(x), scope.Return(lowLevel!));
    }

    // SAME padding of an even map by TensorFlow: a margin after, none before, so that a cell stands for the four that it came from.
    Tensor Pool(Tensor x) => padding.Margins(x, before: 0, after: 1, zero: double.NegativeInfinity).MaxPool2d(kernel: 3, stride: 2, padding: 0);
}
