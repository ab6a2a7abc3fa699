using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// A batch that readers fill in place: data [B, C, H, W] channels-last in the set's element type, whose memory order is the shards' [H, W, C],
/// and labels [B, H, W]. Whoever makes it disposes it, after the readers are gone.
/// </summary>
public sealed class TensorBatch : IBatchMemory, IDisposable
{
    readonly OwnedTensor data;
    readonly OwnedTensor labels;
    readonly OwnedTensor? soft;
    readonly Manifest manifest;
    readonly int dataBytes;
    readonly int labelBytes;

    /// <summary>Takes memory for <paramref name="capacity"/> samples of a set.</summary>
    /// <param name="manifest">The set.</param>
    /// <param name="capacity">Samples.</param>
    /// <param name="takesProbabilities">Whether soft labels are read too.</param>
    public TensorBatch(Manifest manifest, int capacity, bool takesProbabilities = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        this.manifest = manifest;
        Capacity = capacity;
        (Channels, Height, Width) = (manifest.Channels.Count, manifest.LatitudeDeg.Count, manifest.LongitudeDeg.Count);
        labelBytes = Height * Width;
        dataBytes = checked(labelBytes * Channels * manifest.ElementType.Bytes());
        data = OwnedTensor.Zeros([capacity, Channels, Height, Width], ScalarTypeOf(manifest.ElementType), MemoryFormat.ChannelsLast);
        labels = OwnedTensor.Zeros([capacity, Height, Width], ScalarType.UInt8);
        if (takesProbabilities) soft = OwnedTensor.Zeros([capacity, SegmentationClass.Count, Height, Width], ScalarType.Float32, MemoryFormat.ChannelsLast);
    }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <summary>How the data are held.</summary>
    public ElementType ElementType => manifest.ElementType;

    /// <summary>Channels C.</summary>
    public int Channels { get; }

    /// <summary>Rows H.</summary>
    public int Height { get; }

    /// <summary>Columns W.</summary>
    public int Width { get; }

    /// <inheritdoc/>
    public unsafe Span<byte> Data(int sample) => new((byte*)Slot(data, sample, dataBytes), dataBytes);

    /// <inheritdoc/>
    public unsafe Span<byte> Labels(int sample) => new((byte*)Slot(labels, sample, labelBytes), labelBytes);

    /// <inheritdoc/>
    public unsafe Span<float> Probabilities(int sample)
    {
        int values = labelBytes * SegmentationClass.Count;
        return soft is null ? [] : new((float*)Slot(soft, sample, values * sizeof(float)), values);
    }

    /// <summary>
    /// <paramref name="samples"/> samples from slot <paramref name="first"/> on as physical values in float32 [B, C, H, W], channels-last, NaN where missing; of the current scope.
    /// </summary>
    public Tensor Physical(int first, int samples)
    {
        var stored = TensorScope.Current.Import(data).Narrow(0, first, samples);
        if (manifest.ElementType == ElementType.Float32) return stored;
        // fp16 and bf16 shards hold normalised values; the network normalises physical ones itself.
        var mean = PerChannel(manifest.Channels.Select(c => (float)c.Mean));
        var deviation = PerChannel(manifest.Channels.Select(c => (float)c.StandardDeviation));
        return stored.To(ScalarType.Float32) * deviation + mean;
    }

    /// <summary>The labels of <paramref name="samples"/> samples from slot <paramref name="first"/> on as UInt8 [B, H, W], 255 where undecided; of the current scope.</summary>
    public Tensor Target(int first, int samples) => TensorScope.Current.Import(labels).Narrow(0, first, samples);

    /// <summary>The soft labels of as many samples as Float32 [B, classes, H, W], 0 in every class where undecided; of the current scope.</summary>
    public Tensor SoftTarget(int first, int samples) =>
        TensorScope.Current.Import(soft ?? throw new InvalidOperationException("The batch was made without soft labels.")).Narrow(0, first, samples);

    /// <inheritdoc/>
    public void Dispose()
    {
        soft?.Dispose();
        data.Dispose();
        labels.Dispose();
    }

    nint Slot(OwnedTensor tensor, int sample, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Capacity);
        return tensor.DataPointer + (nint)sample * bytes;
    }

    static Tensor PerChannel(IEnumerable<float> values)
    {
        float[] all = [.. values];
        return Tensor.From<float>(all, [1, all.Length, 1, 1]);
    }

    static ScalarType ScalarTypeOf(ElementType type) => type switch
    {
        ElementType.Float32 => ScalarType.Float32,
        ElementType.Float16 => ScalarType.Float16,
        ElementType.BFloat16 => ScalarType.BFloat16,
        _ => throw new DataException($"The set holds its fields as {type}; batches are made of fp32, fp16 or bf16."),
    };
}
