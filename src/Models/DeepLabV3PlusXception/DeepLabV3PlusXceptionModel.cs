using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary><see cref="DeepLabV3PlusXception"/> behind the normalisation of its input.</summary>
internal sealed class DeepLabV3PlusXceptionModel : SegmentationModel
{
    readonly DeepLabV3PlusXception network;

    public DeepLabV3PlusXceptionModel(DeepLabV3PlusXceptionConfig config, IReadOnlyList<ChannelStatistics> channels, bool periodicLongitude, ulong? seed)
        : base(config, channels, periodicLongitude, seed) =>
        network = new(Parameters.Root, config, channels.Count, SegmentationClass.Count, config.Padding.On(periodicLongitude));

    /// <inheritdoc/>
    public override int InputMultiple => DeepLabV3PlusXceptionConfig.OutputStride;

    /// <inheritdoc/>
    internal override FirstNorm? FirstNorm => new("xception_features.bn1.bn", 0, "xception_features.conv1");

    /// <inheritdoc/>
    private protected override Tensor Logits(Tensor normalised) => normalised.Apply(network);
}
