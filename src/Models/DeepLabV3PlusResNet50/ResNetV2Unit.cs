namespace Rossby.Models;

/// <summary>The geometry of one bottleneck unit of the encoder.</summary>
/// <param name="Stage">Its stage, from 1.</param>
/// <param name="Index">Its place in the stage, from 1.</param>
/// <param name="InChannels">Channels that it takes.</param>
/// <param name="BaseChannels">Channels inside the bottleneck.</param>
/// <param name="OutChannels">Channels that it gives: four times the base.</param>
/// <param name="Stride">Stride of its 3 x 3 convolution.</param>
/// <param name="Rate">Dilation of its 3 x 3 convolution.</param>
/// <param name="InputStride">How much coarser the map it takes is than the network's input.</param>
public sealed record ResNetV2Unit(int Stage, int Index, int InChannels, int BaseChannels, int OutChannels, int Stride, int Rate, int InputStride)
{
    /// <summary>How much coarser the map it gives is than the network's input.</summary>
    public int OutputStride => InputStride * Stride;
}
