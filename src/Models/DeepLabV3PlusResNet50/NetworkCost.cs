using System.Numerics;
using Rossby.Core;

namespace Rossby.Models;

/// <summary>Parameters and operations of the network, by arithmetic alone: known before a weight is made.</summary>
public static class NetworkCost
{
    /// <summary>Every convolution in the order of the checkpoint.</summary>
    /// <param name="config">The network.</param>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="classes">Channels of the logits.</param>
    public static IReadOnlyList<LayerCost> Layers(DeepLabV3PlusResNet50Config config, int inChannels, int classes = SegmentationClass.Count)
    {
        int width = config.Width, decoder = config.DecoderWidth, stride = config.OutputStride;
        var layers = new List<LayerCost> { new("encoder.conv1", inChannels, width, 7, true, 0, 2) };
        foreach (var u in ResNetV2Geometry.Units(config))
        {
            string name = $"encoder.block{u.Stage}.{u.Index - 1}";
            // The norm of the pre-activation is counted with conv1.
            if (u.Index == 1) layers.Add(new($"{name}.shortcut", u.InChannels, u.OutChannels, 1, true, 0, u.OutputStride));
            layers.Add(new($"{name}.conv1", u.InChannels, u.BaseChannels, 1, false, u.InChannels + u.BaseChannels, u.InputStride));
            layers.Add(new($"{name}.conv2", u.BaseChannels, u.BaseChannels, 3, false, u.BaseChannels, u.OutputStride));
            layers.Add(new($"{name}.conv3", u.BaseChannels, u.OutChannels, 1, true, 0, u.OutputStride));
        }
        int deep = layers[^1].OutChannels;
        layers.Add(new("aspp.conv1x1", deep, decoder, 1, false, decoder, stride));
        for (int i = 0; i < config.AtrousRates.Count; i++) layers.Add(new($"aspp.atrous.{i}", deep, decoder, 3, false, decoder, stride));
        layers.Add(new("aspp.pooled", deep, decoder, 1, false, decoder, 0));
        layers.Add(new("aspp.project", (2 + config.AtrousRates.Count) * decoder, decoder, 1, false, decoder, stride));
        layers.Add(new("decoder.low_level", width, config.LowLevelWidth, 1, false, config.LowLevelWidth, ResNetV2Geometry.StemStride));
        int doublings = BitOperations.Log2((uint)(stride / ResNetV2Geometry.StemStride));
        for (int i = 0; i < doublings; i++) layers.Add(new($"decoder.up_low.{i}", decoder, decoder, 3, true, 0, stride >> i));
        layers.Add(new("decoder.refine.0", decoder + config.LowLevelWidth, decoder, 3, false, decoder, ResNetV2Geometry.StemStride));
        layers.Add(new("decoder.refine.1", decoder, decoder, 3, false, decoder, ResNetV2Geometry.StemStride));
        layers.Add(new("decoder.up_full.0", decoder, decoder, 3, true, 0, 4));
        layers.Add(new("decoder.up_full.1", decoder, decoder, 3, true, 0, 2));
        var (first, second) = (config.FullResolutionWidths[0], config.FullResolutionWidths[1]);
        layers.Add(new("decoder.full.0", inChannels, first, 3, true, 0, 1));
        layers.Add(new("decoder.full.1", first, second, 3, true, 0, 1));
        layers.Add(new("decoder.merge.0", decoder + second, decoder, 3, true, 0, 1));
        layers.Add(new("decoder.merge.1", decoder, decoder, 3, true, 0, 1));
        layers.Add(new("decoder.logits", decoder, classes, 1, true, 0, 1));
        return layers;
    }

    /// <summary>Trainable parameters; running statistics are not counted.</summary>
    public static long Parameters(DeepLabV3PlusResNet50Config config, int inChannels) => Layers(config, inChannels).Sum(l => l.Parameters);

    /// <summary>Floating-point operations of one forward pass over one sample.</summary>
    public static double Flops(DeepLabV3PlusResNet50Config config, int inChannels, int height, int width) =>
        Layers(config, inChannels).Sum(l => l.Flops(height, width));
}
