using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Scales each channel by what the map's mean says of it: mean, linear to channels / reduction, ReLU, linear back, sigmoid. The shape stays.</summary>
internal sealed class GlobalContext(ParameterPath p, int channels, int reduction) : Module
{
    readonly Linear squeeze = new(p / "fc" / 0, channels, Inner(channels, reduction));
    readonly Linear excite = new(p / "fc" / 2, Inner(channels, reduction), channels);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) =>
        x * x.Mean([2, 3]).Apply(squeeze).Relu().Apply(excite).Sigmoid().View(x.Shape[0], x.Shape[1], 1, 1);

    static int Inner(int channels, int reduction) => Math.Max(1, channels / reduction);
}
