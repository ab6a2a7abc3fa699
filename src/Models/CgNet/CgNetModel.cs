using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary><see cref="CgNet"/> behind the normalisation of its input.</summary>
internal sealed class CgNetModel : SegmentationModel
{
    readonly CgNet network;

    public CgNetModel(CgNetConfig config, IReadOnlyList<ChannelStatistics> channels, bool periodicLongitude, ulong? seed)
        : base(config, channels, periodicLongitude, seed) =>
        network = new(Parameters.Root, config, channels.Count, SegmentationClass.Count, config.Padding.On(periodicLongitude));

    /// <inheritdoc/>
    public override int InputMultiple => CgNetConfig.OutputStride;

    /// <inheritdoc/>
    internal override FirstNorm? FirstNorm => new("b1.bn", ((CgNetConfig)Config).Width, Convolution: null);

    /// <inheritdoc/>
    private protected override Tensor Logits(Tensor normalised) => normalised.Apply(network);
}
