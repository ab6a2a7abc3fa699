using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// Atrous spatial pyramid pooling with DeepCAM's names: a 1 x 1 convolution, three dilated 3 x 3 ones, and the map's mean, side by side, joined and
/// projected. [B, inChannels, h, w] to [B, DecoderWidth, h, w].
/// </summary>
internal sealed class XceptionPyramid(ParameterPath p, DeepLabV3PlusXceptionConfig config, int inChannels, Padding padding) : Module
{
    readonly AtrousBranch[] branches =
    [
        new(p / "aspp1", inChannels, config.DecoderWidth, kernel: 1, rate: 1, padding),
        .. config.AtrousRates.Select((rate, i) => new AtrousBranch(p / $"aspp{i + 2}", inChannels, config.DecoderWidth, kernel: 3, rate, padding)),
    ];
    readonly Conv2d pooled = new(p / "global_avg_pool" / "global_average_pool" / 1, inChannels, config.DecoderWidth, kernel: 1, bias: false, initial: PyTorchDefault);
    readonly ScaleAndShift affine = new(p / "global_avg_pool" / "global_average_pool" / 2, config.DecoderWidth);
    readonly Conv2d conv = new(p / "conv", 5 * config.DecoderWidth, config.DecoderWidth, kernel: 1, bias: false, initial: PyTorchDefault);
    readonly BatchNorm2d bn = new(p / "bn" / "bn", config.DecoderWidth, relu: true);

    // The published initialisation of these and of the decoder is never called.
    static Initializer PyTorchDefault => new KaimingUniform(Math.Sqrt(5));

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Recomputed(p.Store, Pyramid);

    Tensor Pyramid(Tensor x)
    {
        Tensor[] parts = [.. branches.Select(branch => x.Apply(branch))];
        var mean = x.Mean([2, 3], keepDims: true).Apply(pooled).Apply(affine).Relu()
            .Expand(parts[0].Shape[0], parts[0].Shape[1], parts[0].Shape[2], parts[0].Shape[3])
            .Contiguous(MemoryFormat.ChannelsLast);
        return Tensor.Cat(1, [.. parts, mean]).Apply(conv, bn);
    }
}
