using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// A batch that readers fill in place: data [B, C, H, W] channels-last in the set's element type, whose memory order is the shards' [H, W, C],
/// and labels [B, H, W]. For a device it has memory there too, to which it goes beside what the device computes; it is widened and normalised there. Whoever
/// makes it disposes it, after the readers are gone.
/// </summary>
public sealed class TensorBatch : IBatchMemory, IDisposable
{
    readonly OwnedTensor data;
    readonly OwnedTensor labels;
    readonly OwnedTensor? soft;
    readonly OwnedTensor? mean;
    readonly OwnedTensor? deviation;
    readonly DeviceCopies? copies;
    readonly Manifest manifest;
    readonly int dataBytes;
    readonly int labelBytes;

    /// <summary>Takes memory for <paramref name="capacity"/> samples of a set.</summary>
    /// <param name="manifest">The set.</param>
    /// <param name="capacity">Samples.</param>
    /// <param name="takesProbabilities">Whether soft labels are read too.</param>
    /// <param name="device">Where it is computed with.</param>
    public TensorBatch(Manifest manifest, int capacity, bool takesProbabilities = false, Device device = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        this.manifest = manifest;
        Capacity = capacity;
        (Channels, Height, Width) = (manifest.Channels.Count, manifest.LatitudeDeg.Count, manifest.LongitudeDeg.Count);
        labelBytes = Height * Width;
        dataBytes = checked(labelBytes * Channels * manifest.ElementType.Bytes());
        data = OwnedTensor.ZerosTowards([capacity, Channels, Height, Width], ScalarTypeOf(manifest.ElementType), MemoryFormat.ChannelsLast, device);
        labels = OwnedTensor.ZerosTowards([capacity, Height, Width], ScalarType.UInt8, MemoryFormat.Contiguous, device);
        if (takesProbabilities)
            soft = OwnedTensor.ZerosTowards([capacity, SegmentationClass.Count, Height, Width], ScalarType.Float32, MemoryFormat.ChannelsLast, device);
        if (manifest.ElementType != ElementType.Float32)
        {
            mean = PerChannel(manifest.Channels.Select(c => (float)c.Mean), device);
            deviation = PerChannel(manifest.Channels.Select(c => (float)c.StandardDeviation), device);
        }
        if (!device.IsCpu) copies = new(soft is null ? [data, labels] : [data, labels, soft], device);
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
    /// Sends the batch to its device, once the readers have filled it and ahead of the calls below; the caller does not wait. In main memory there is nothing to
    /// do. Until the device has used it nobody writes to it.
    /// </summary>
    public void Send() => copies?.Send();

    /// <summary>
    /// <paramref name="samples"/> samples from slot <paramref name="first"/> on as physical values in float32 [B, C, H, W], channels-last, NaN where missing; of the current scope.
    /// </summary>
    public Tensor Physical(int first, int samples)
    {
        var stored = There(data).Narrow(0, first, samples);
        // fp16 and bf16 shards hold normalised values; the network normalises physical ones itself.
        return mean is null ? stored : stored.To(ScalarType.Float32) * TensorScope.Current.Import(deviation!) + TensorScope.Current.Import(mean);
    }

    /// <summary>The labels of <paramref name="samples"/> samples from slot <paramref name="first"/> on as UInt8 [B, H, W], 255 where undecided; of the current scope.</summary>
    public Tensor Target(int first, int samples) => There(labels).Narrow(0, first, samples);

    /// <summary>The soft labels of as many samples as Float32 [B, classes, H, W], 0 in every class where undecided; of the current scope.</summary>
    public Tensor SoftTarget(int first, int samples) =>
        There(soft ?? throw new InvalidOperationException("The batch was made without soft labels.")).Narrow(0, first, samples);

    /// <inheritdoc/>
    public void Dispose()
    {
        copies?.Dispose();
        mean?.Dispose();
        deviation?.Dispose();
        soft?.Dispose();
        data.Dispose();
        labels.Dispose();
    }

    Tensor There(OwnedTensor filled) => copies?.Of(filled) ?? TensorScope.Current.Import(filled);

    nint Slot(OwnedTensor tensor, int sample, int bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Capacity);
        return tensor.DataPointer + (nint)sample * bytes;
    }

    static OwnedTensor PerChannel(IEnumerable<float> values, Device device)
    {
        using var scope = TensorScope.Begin();
        float[] all = [.. values];
        return Tensor.From<float>(all, [1, all.Length, 1, 1], device).ToOwned();
    }

    static ScalarType ScalarTypeOf(ElementType type) => type switch
    {
        ElementType.Float32 => ScalarType.Float32,
        ElementType.Float16 => ScalarType.Float16,
        ElementType.BFloat16 => ScalarType.BFloat16,
        _ => throw new DataException($"The set holds its fields as {type}; batches are made of fp32, fp16 or bf16."),
    };
}
