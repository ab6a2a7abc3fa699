using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// Atrous spatial pyramid pooling (Chen et al. 2018): a 1 x 1 convolution, three dilated 3 x 3 ones and the mean over the map, side by side,
/// joined and projected; norm and ReLU behind each. [B, inChannels, h, w] to [B, DecoderWidth, h, w].
/// </summary>
internal sealed class AtrousSpatialPyramid(ParameterPath p, DeepLabV3PlusResNet50Config config, int inChannels, Padding padding) : Module
{
    readonly ConvBnRelu conv1x1 = new(p / "conv1x1", inChannels, config.DecoderWidth, kernel: 1, config.BatchNorm, padding);
    readonly ConvBnRelu[] atrous =
        [.. config.AtrousRates.Select((rate, i) => new ConvBnRelu(p / "atrous" / i, inChannels, config.DecoderWidth, kernel: 3, config.BatchNorm, padding, rate))];
    readonly ConvBnRelu pooled = new(p / "pooled", inChannels, config.DecoderWidth, kernel: 1, config.BatchNorm, padding);
    readonly ConvBnRelu project = new(p / "project", (2 + config.AtrousRates.Count) * config.DecoderWidth, config.DecoderWidth, kernel: 1, config.BatchNorm, padding);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        var fine = x.Apply(conv1x1);
        // Bilinear interpolation of a single cell, as published, repeats it.
        var mean = x.Mean([2, 3], keepDims: true).Apply(pooled)
            .Expand(fine.Shape[0], fine.Shape[1], fine.Shape[2], fine.Shape[3])
            .Contiguous(MemoryFormat.ChannelsLast);
        return Tensor.Cat(1, [fine, .. atrous.Select(branch => x.Apply(branch)), mean]).Apply(project);
    }
}
