using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary><see cref="UNet"/> behind the normalisation of its input.</summary>
internal sealed class UNetModel : SegmentationModel
{
    readonly UNet network;
    readonly UNetConfig config;

    public UNetModel(UNetConfig config, IReadOnlyList<ChannelStatistics> channels, bool periodicLongitude, ulong? seed)
        : base(config, channels, periodicLongitude, seed)
    {
        this.config = config;
        network = new(Parameters.Root, config, channels.Count, SegmentationClass.Count, config.Padding.On(periodicLongitude));
    }

    /// <inheritdoc/>
    public override int InputMultiple => 1 << config.Levels;

    /// <inheritdoc/>
    private protected override Tensor Logits(Tensor normalised) => normalised.Apply(network);
}
