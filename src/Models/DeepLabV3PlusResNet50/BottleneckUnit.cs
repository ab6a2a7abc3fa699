using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// A pre-activation bottleneck (He et al. 2016b; TF-slim <c>resnet_v2.bottleneck</c>): [B, InChannels, H, W] to
/// [B, OutChannels, H / Stride, W / Stride].
/// </summary>
/// <remarks>
/// Norm and ReLU come first; the first unit of a stage takes its shortcut from behind them through a 1 x 1 convolution, the others hand their input
/// on, every second cell of it where the unit has a stride.
/// </remarks>
internal sealed class BottleneckUnit(ParameterPath p, ResNetV2Unit unit, NormMode norm, Padding padding)
{
    readonly NormOrHalf preact = new(p / "preact", unit.InChannels, norm);
    readonly Conv2d? shortcut = unit.InChannels == unit.OutChannels
        ? null
        : new(p / "shortcut", unit.InChannels, unit.OutChannels, kernel: 1, unit.Stride, padding: padding);
    readonly Conv2d conv1 = new(p / "conv1", unit.InChannels, unit.BaseChannels, kernel: 1, bias: false, padding: padding);
    readonly NormOrHalf bn1 = new(p / "bn1", unit.BaseChannels, norm);
    readonly Conv2d conv2 = new(p / "conv2", unit.BaseChannels, unit.BaseChannels, kernel: 3, unit.Stride, unit.Rate, bias: false, padding: padding);
    readonly NormOrHalf bn2 = new(p / "bn2", unit.BaseChannels, norm);
    readonly Conv2d conv3 = new(p / "conv3", unit.BaseChannels, unit.OutChannels, kernel: 1, padding: padding);

    /// <summary>The unit's result, and what its conv1 gives behind norm and ReLU: the decoder's low-level features come from there.</summary>
    public (Tensor Output, Tensor Reduced) Call(Tensor x)
    {
        using var scope = TensorScope.Begin();
        var before = x.Apply(preact);
        var around = shortcut is not null ? before.Apply(shortcut) : Subsample(x);
        var reduced = bn1.Behind(conv1, before);
        var output = conv3.Call(bn2.Behind(conv2, reduced), norm: null, around);
        return (scope.Return(output), scope.Return(reduced));
    }

    /// <summary>The unit's result alone.</summary>
    public Tensor Output(Tensor x) => x.Recomputed(p.Store, x => Call(x).Output);

    // TF-slim's 1 x 1 max pool with the unit's stride.
    Tensor Subsample(Tensor x) => unit.Stride == 1 ? x : x.Slice(2, 0, step: unit.Stride).Slice(3, 0, step: unit.Stride).Contiguous(MemoryFormat.ChannelsLast);
}
