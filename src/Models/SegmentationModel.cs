using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

// B batch, C channels, H latitude rows south to north, W longitude columns.

/// <summary>
/// A network with the normalisation of its input: physical float32 [B, C, H, W] in channels-last memory, NaN where missing, to float32 logits
/// [B, classes, H, W]. H and W must be multiples of <see cref="InputMultiple"/>.
/// </summary>
/// <remarks>
/// The normalised input becomes <see cref="ComputeType"/>, and every layer computes in the type of its input: a convolution rounds its weight to it, a norm
/// takes its moments in float32. Parameters, running statistics and gradients of parameters are float32 always.
/// </remarks>
public abstract class SegmentationModel : IDisposable
{
    static readonly byte[] AllClasses = [.. Enumerable.Range(0, SegmentationClass.Count).Select(c => (byte)c)];
    readonly InputNormalisation input;

    /// <summary>Makes the store and the normalisation's buffers.</summary>
    /// <param name="config">The network's section.</param>
    /// <param name="channels">Names and training statistics of the channels.</param>
    /// <param name="periodicLongitude">Whether the grid goes round the globe.</param>
    /// <param name="seed">Same seed, same first weights; null leaves them zero, for weights from a file.</param>
    private protected SegmentationModel(ModelConfig config, IReadOnlyList<ChannelStatistics> channels, bool periodicLongitude, ulong? seed)
    {
        (Config, Channels, PeriodicLongitude) = (config, channels, periodicLongitude);
        Parameters = new(seed);
        input = new(Parameters.Root / "input", channels.Count);
        input.Assign(channels);
    }

    /// <summary>The network's section.</summary>
    public ModelConfig Config { get; }

    /// <summary>The channels in the order of the input.</summary>
    public IReadOnlyList<ChannelStatistics> Channels { get; }

    /// <summary>Whether longitude is periodic in every layer.</summary>
    public bool PeriodicLongitude { get; }

    /// <summary>The classes that its training split holds; a <see cref="Predictor"/> names no other.</summary>
    public IReadOnlyList<byte> TrainedClasses { get; set; } = AllClasses;

    /// <summary>Every parameter and buffer by name, in the order of checkpoints.</summary>
    public ParameterStore Parameters { get; }

    /// <summary>The type of the maps: Float32 at first, BFloat16 or Float16; the latter is emulated on the CPU, each layer's result being rounded to it.</summary>
    public ScalarType ComputeType { get; set; } = ScalarType.Float32;

    /// <summary>Whether norms use the batch's moments and move the running ones; true at first.</summary>
    public bool Training
    {
        get => Parameters.Training;
        set => Parameters.Training = value;
    }

    /// <summary>Whether the blocks of the network keep only their input for the backward pass and run again there: the same bits, less memory, more work.</summary>
    public bool Recompute
    {
        get => Parameters.Recompute;
        set => Parameters.Recompute = value;
    }

    /// <summary>
    /// In training: the ranks whose parts of the batch norms take for one; null at first, where each rank's own is meant. All of them then make the same passes,
    /// forward and backward, at the same time.
    /// </summary>
    public RankSum? NormsAcross
    {
        get => Parameters.NormsAcross;
        set => Parameters.NormsAcross = value;
    }

    /// <summary>Which training pass the next call is; a network with dropout needs it in training.</summary>
    public TrainingPass? Pass
    {
        get => Parameters.Pass;
        set => Parameters.Pass = value;
    }

    /// <summary>Where it computes: its input must lie there.</summary>
    public Device Device => Parameters.Device;

    /// <summary>Moves all its parameters, ahead of an optimizer that keeps state beside them.</summary>
    public void MoveTo(Device device) => Parameters.MoveTo(device, Parameters.DType);

    /// <summary>H and W must be multiples of this.</summary>
    public abstract int InputMultiple { get; }

    /// <summary>Parameters that the published program makes and never uses; they are not made here, but counted in published totals.</summary>
    public virtual IReadOnlyList<UnmadeLayer> Unmade => [];

    /// <summary>Names of trained parameters that a training pass may leave without gradient, which then counts as zero; any other is an error.</summary>
    public virtual IReadOnlyList<string> MayBeUnreached => [];

    /// <summary>Where its first batch norm sees the input; null if nothing can be told from it.</summary>
    internal virtual FirstNorm? FirstNorm => null;

    /// <summary>Refuses a grid on which the network makes no sense, and remarks on one where part of it does little.</summary>
    /// <param name="height">Rows, a multiple of <see cref="InputMultiple"/>.</param>
    /// <param name="width">Columns, likewise.</param>
    /// <returns>What is worth a warning.</returns>
    /// <exception cref="ConfigException">A dilation rate of the config is larger than half the shorter side of its map.</exception>
    public virtual IReadOnlyList<string> CheckFits(int height, int width) => RateCheck.Require(Config, height, width);

    /// <summary>The logits in float32, of the current scope.</summary>
    /// <exception cref="ArgumentException">The shape is not the network's.</exception>
    public Tensor Call(Tensor physical)
    {
        if (physical.Dimensions != 4 || physical.Shape[1] != Channels.Count || physical.Shape[2] % InputMultiple != 0 || physical.Shape[3] % InputMultiple != 0)
        {
            throw new ArgumentException(
                $"{GetType().Name}: expected [B, {Channels.Count}, H, W] with H, W multiples of {InputMultiple}, got {physical.ShapeText}", nameof(physical));
        }
        using var scope = TensorScope.Begin();
        return scope.Return(Logits(physical.Apply(input).To(ComputeType)).To(ScalarType.Float32));
    }

    /// <summary>
    /// Prepares for inference alone: the next call brings each convolution's weight into the form that the processor reads, which training does at every
    /// step, and lets go of the other. Its answers stay the same but for last bits; it can be neither trained nor saved any more, nor change its
    /// <see cref="ComputeType"/>.
    /// </summary>
    public void Freeze() => Parameters.Freeze();

    /// <summary>The layers that a pass over a map of that size meets, which is run on zeros.</summary>
    internal IReadOnlyList<LayerVisit> Walk(int height, int width)
    {
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        Training = false;
        var walk = Parameters.Walk = new();
        Logits(Tensor.Zeros([1, Channels.Count, height, width], ComputeType, Device, MemoryFormat.ChannelsLast));
        Parameters.Walk = null;
        return walk.Visits;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Parameters.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Normalised [B, C, H, W] to logits, both of the type that is computed in.</summary>
    private protected abstract Tensor Logits(Tensor normalised);
}
