using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Layers each of which sees the block's input and what all layers before it made: [B, inChannels, H, W] to inChannels + layers x Growth channels.</summary>
internal sealed class DenseBlock(ParameterPath p, TiramisuConfig config, int inChannels, int layers, Padding padding)
{
    readonly DenseLayer[] layers =
        [.. Enumerable.Range(0, layers).Select(i => new DenseLayer(p / i, config, inChannels + i * config.Growth, config.Growth, config.Kernel, padding))];

    /// <summary>Channels that the layers made.</summary>
    public int NewChannels => layers.Length * config.Growth;

    /// <summary>Channels of the whole result.</summary>
    public int OutChannels => inChannels + NewChannels;

    /// <summary>The input with what the layers made, and that alone.</summary>
    public (Tensor All, Tensor New) Call(Tensor x)
    {
        using var scope = TensorScope.Begin();
        var all = x.Recomputed(p.Store, x => layers.Aggregate(x, (y, layer) => Tensor.Cat(1, y, y.Apply(layer))));
        return (scope.Return(all), scope.Return(all.Narrow(1, inChannels, NewChannels)));
    }
}
