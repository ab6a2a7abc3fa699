using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The first block of a stage: [B, inChannels, H, W] to [B, outChannels, H / 2, W / 2].</summary>
internal sealed class ContextGuidedDown(ParameterPath p, int inChannels, int outChannels, int rate, int reduction, Padding padding) : Module
{
    // Named for the block without stride; here it is 3 x 3.
    readonly ConvBnPRelu conv = new(p / "conv1x1", inChannels, outChannels, kernel: 3, padding, stride: 2);
    readonly LocalAndSurrounding context = new(p, outChannels, rate, padding);
    readonly BnPRelu activation = new(p, 2 * outChannels);
    readonly Conv2d reduce = new(p / "reduce" / "conv", 2 * outChannels, outChannels, kernel: 1, bias: false, initial: new KaimingNormal());
    readonly GlobalContext global = new(p / "F_glo", outChannels, reduction);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Recomputed(p.Store, x => x.Apply(conv).Apply(context).Apply(activation).Apply(reduce).Apply(global));
}
