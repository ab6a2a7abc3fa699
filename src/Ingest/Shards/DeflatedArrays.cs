using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.Ingest;

/// <summary>
/// The deflated datasets of a shard. Any thread makes chunks, in any order; HDF5 gets them sample by sample, in each those of the first dataset first, so that
/// equal content gives equal bytes.
/// </summary>
/// <param name="level">From 1, the fastest, to 9, the smallest.</param>
/// <param name="checksums">Sums up what is written.</param>
/// <param name="samplesAhead">Samples whose chunks may be kept until their turn comes.</param>
internal sealed class DeflatedArrays(int level, PieceChecksums checksums, int samplesAhead) : IDisposable
{
    readonly Dictionary<string, (DeflatedArray Array, int First)> arrays = new(StringComparer.Ordinal);
    int chunksOfSample;
    InOrder<Action>? order;

    /// <summary>Creates a dataset; all before the first is written.</summary>
    internal void Create(H5File file, string name, ElementType type, H5ElementType stored, params ReadOnlySpan<long> shape)
    {
        var cut = SampleChunks.For(type, shape);
        long[] chunk = [1, cut.Rows, cut.Width, 1];
        arrays.Add(name, (new DeflatedArray(file.CreateDeflated(name, stored, shape, chunk.AsSpan(0, shape.Length), level), type, level), chunksOfSample));
        chunksOfSample += cut.Count;
        order = new InOrder<Action>(write => write(), samplesAhead * chunksOfSample);
    }

    /// <summary>Where a dataset lies, once it is written.</summary>
    internal DatasetExtent Extent(string name) => arrays[name].Array.Extent;

    /// <summary>Writes a channel of a sample.</summary>
    /// <param name="name">The dataset.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="values">All of it: [H, W].</param>
    /// <exception cref="StorageException">No space or a device error.</exception>
    /// <exception cref="OperationCanceledException">What comes before it will not come.</exception>
    internal void Write(string name, int sample, int channel, ReadOnlySpan<byte> values)
    {
        var (into, first) = arrays[name];
        for (int part = 0; part < into.Cut.PerChannel; part++)
        {
            byte[] stored = into.Make(part, values);
            int of = part;
            order!.Bring((long)sample * chunksOfSample + first + channel * into.Cut.PerChannel + part,
                () => checksums.Add(into.Write(sample, channel, of, stored).Address, stored));
        }
    }

    /// <summary>Writes a sample.</summary>
    /// <param name="name">The dataset.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="values">All of it: [H, W, C].</param>
    /// <exception cref="StorageException">No space or a device error.</exception>
    /// <exception cref="OperationCanceledException">What comes before it will not come.</exception>
    internal void Write(string name, int sample, ReadOnlySpan<byte> values)
    {
        var cut = arrays[name].Array.Cut;
        byte[] channel = new byte[values.Length / cut.Channels];
        for (int c = 0; c < cut.Channels; c++)
        {
            for (int at = 0; at < channel.Length; at += cut.ElementBytes)
                values.Slice(at * cut.Channels + c * cut.ElementBytes, cut.ElementBytes).CopyTo(channel.AsSpan(at));
            Write(name, sample, c, channel);
        }
    }

    /// <summary>Some chunk will not come: whoever waits for it is let go.</summary>
    internal void Abandon() => order?.Abandon();

    public void Dispose()
    {
        foreach (var (array, _) in arrays.Values) array.Dispose();
    }
}
