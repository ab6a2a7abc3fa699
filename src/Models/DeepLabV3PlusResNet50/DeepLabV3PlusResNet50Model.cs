using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary><see cref="DeepLabV3PlusResNet50"/> behind the normalisation of its input.</summary>
internal sealed class DeepLabV3PlusResNet50Model : SegmentationModel
{
    readonly DeepLabV3PlusResNet50 network;
    readonly DeepLabV3PlusResNet50Config config;

    public DeepLabV3PlusResNet50Model(DeepLabV3PlusResNet50Config config, IReadOnlyList<ChannelStatistics> channels, bool periodicLongitude, ulong? seed)
        : base(config, channels, periodicLongitude, seed)
    {
        this.config = config;
        network = new(Parameters.Root, config, channels.Count, SegmentationClass.Count, config.Padding.On(periodicLongitude));
    }

    /// <inheritdoc/>
    public override int InputMultiple => config.OutputStride;

    /// <inheritdoc/>
    public override IReadOnlyList<UnmadeLayer> Unmade => config.BatchNorm == NormMode.On
        ? [new("encoder.postnorm", 2L * 32 * config.Width, "batch norm behind the last stage that the published graph makes and never uses")]
        : [];

    /// <inheritdoc/>
    public override IReadOnlyList<string> CheckFits(int height, int width) => DilationCheck.Check(config, height, width);

    /// <inheritdoc/>
    private protected override Tensor Logits(Tensor normalised) => normalised.Apply(network);
}
