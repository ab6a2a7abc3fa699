using Rossby.Torch;

namespace Rossby.Models;

/// <summary>A block of a stage, its input added to its result: the shape stays.</summary>
internal sealed class ContextGuidedBlock(ParameterPath p, int channels, int rate, int reduction, Padding padding) : Module
{
    readonly ConvBnPRelu conv = new(p / "conv1x1", channels, channels / 2, kernel: 1, padding);
    readonly LocalAndSurrounding context = new(p, channels / 2, rate, padding);
    readonly BnPRelu activation = new(p / "bn_prelu", channels);
    readonly GlobalContext global = new(p / "F_glo", channels, reduction);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => x.Recomputed(p.Store, x => x + x.Apply(conv).Apply(context).Apply(activation).Apply(global));
}
