using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary><see cref="Tiramisu"/> behind the normalisation of its input.</summary>
internal sealed class TiramisuModel : SegmentationModel
{
    readonly Tiramisu network;
    readonly TiramisuConfig config;

    public TiramisuModel(TiramisuConfig config, IReadOnlyList<ChannelStatistics> channels, bool periodicLongitude, ulong? seed)
        : base(config, channels, periodicLongitude, seed)
    {
        this.config = config;
        network = new(Parameters.Root, config, channels.Count, SegmentationClass.Count, config.Padding.On(periodicLongitude));
    }

    /// <inheritdoc/>
    public override int InputMultiple => 1 << (config.Layers.Count - 1);

    /// <inheritdoc/>
    public override IReadOnlyList<UnmadeLayer> Unmade
    {
        get
        {
            long n = network.BottleneckChannels;
            return [new($"reduce.{config.Layers.Count - 1}", n * n + n + (config.BatchNorm == NormMode.On ? 2 * n : 0),
                "reduction behind the bottleneck that the published graph makes and never uses")];
        }
    }

    /// <inheritdoc/>
    private protected override Tensor Logits(Tensor normalised) => normalised.Apply(network);
}
