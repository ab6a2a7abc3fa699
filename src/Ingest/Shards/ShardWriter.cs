using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.Ingest;

/// <summary>
/// Writes one shard (docs/formats.md): beside its final name, synced, renamed. HDF5 lays the file out; samples go to their places by <c>pwrite</c> or as deflated
/// chunks, from several threads in any order, and are summed up on their way. Equal content gives equal bytes.
/// </summary>
internal sealed class ShardWriter : IDisposable
{
    readonly string path;
    readonly ShardLayout layout;
    readonly ShardPlan plan;
    readonly H5File file;
    readonly PieceChecksums checksums = new();
    readonly Lock turn = new();
    readonly DatasetExtent data;
    readonly List<DatasetExtent> labels = [], soft = [];
    readonly DeflatedArrays? deflated;
    readonly SafeFileHandle handle;
    long written;

    /// <summary>Creates the file with all but the samples.</summary>
    /// <param name="path">Its final path.</param>
    /// <param name="layout">What the set's shards have in common.</param>
    /// <param name="plan">Its samples.</param>
    /// <param name="times">The samples' times in the layout's units.</param>
    /// <param name="threads">How many threads bring samples.</param>
    /// <exception cref="StorageException">It cannot be created.</exception>
    internal ShardWriter(string path, ShardLayout layout, ShardPlan plan, double[] times, int threads)
    {
        (this.path, this.layout, this.plan, Times) = (path, layout, plan, times);
        if (layout.DeflateLevel is { } level) deflated = new DeflatedArrays(level, checksums, threads);
        long n = plan.Samples.Count, h = layout.Grid.Height, w = layout.Grid.Width, c = layout.Channels.Count;
        file = H5File.Create(path);
        try
        {
            for (int k = 0; k < layout.Soft.Count; k++)
            {
                labels.Add(Create(ShardDatasets.Labels(k), ElementType.UInt8, n, h, w));
                if (layout.Soft[k]) soft.Add(Create(ShardDatasets.Probabilities(k), ElementType.Float32, n, h, w, SegmentationClass.Count));
            }
            data = Create(ShardDatasets.Data, layout.Type, n, h, w, c);
            using (var dataset = file.OpenDataset(ShardDatasets.Data)) Describe(dataset.Attributes);
            WriteAxis(ShardDatasets.Latitude, layout.Grid.LatitudeDeg, "degrees_north");
            WriteAxis(ShardDatasets.Longitude, layout.Grid.LongitudeDeg, "degrees_east");
            WriteAxis(ShardDatasets.Time, times, layout.TimeUnits, layout.Calendar);
            handle = File.OpenHandle(file.CurrentPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }
        catch
        {
            Discard();
            throw;
        }
    }

    /// <summary>Bytes of samples written so far.</summary>
    internal long Written => Interlocked.Read(ref written);

    double[] Times { get; }

    /// <summary>Takes the turn to write values: file systems let one thread at a time write into a file.</summary>
    /// <param name="wait">Whether to wait for a thread that has it.</param>
    /// <returns>Whether the turn is the caller's, until <see cref="EndTurn"/>.</returns>
    internal bool TryTakeTurn(bool wait)
    {
        if (!wait) return turn.TryEnter();
        turn.Enter();
        return true;
    }

    /// <summary>Gives the turn to whoever waits for it.</summary>
    internal void EndTurn() => turn.Exit();

    /// <summary>Sums up a part of one sample's values ahead of its writing.</summary>
    /// <inheritdoc cref="WriteValues"/>
    internal void SumValues(int sample, long firstCell, ReadOnlySpan<byte> values) => checksums.Add(PlaceOf(sample, firstCell), values);

    /// <summary>Writes a part of one sample's values, where they are not deflated; summed up apart.</summary>
    /// <param name="sample">Which, in the shard's order.</param>
    /// <param name="firstCell">The first cell, row-major.</param>
    /// <param name="values">[cells, C] as <see cref="SampleEncoding"/> makes them.</param>
    /// <exception cref="StorageException">No space or a device error.</exception>
    internal void WriteValues(int sample, long firstCell, ReadOnlySpan<byte> values) => Write(PlaceOf(sample, firstCell), values);

    /// <summary>Writes one channel of a sample's values, where they are deflated. Channels of a shard come to the file in order, after their sample's labels.</summary>
    /// <param name="sample">Which, in the shard's order.</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="values">[H, W], encoded.</param>
    /// <exception cref="StorageException">No space or a device error.</exception>
    /// <exception cref="OperationCanceledException">Another thread gave up what comes before (<see cref="Abandon"/>).</exception>
    internal void WriteChannel(int sample, int channel, ReadOnlySpan<byte> values)
    {
        deflated!.Write(data.Path, sample, channel, values);
        Interlocked.Add(ref written, values.Length);
    }

    /// <summary>Writes the labels of one sample.</summary>
    /// <param name="sample">Which, in the shard's order.</param>
    /// <param name="steps">Its labels, one for each labelling.</param>
    /// <exception cref="StorageException">No space or a device error.</exception>
    /// <exception cref="OperationCanceledException">Another thread gave up what comes before (<see cref="Abandon"/>).</exception>
    internal void WriteLabels(int sample, IReadOnlyList<LabelledStep> steps)
    {
        int softs = 0;
        for (int k = 0; k < labels.Count; k++)
        {
            WriteSample(labels[k], sample, steps[k].Labels);
            if (layout.Soft[k]) WriteSample(soft[softs++], sample, MemoryMarshal.AsBytes<float>(steps[k].Probabilities));
        }
    }

    /// <summary>A thread failed: those that wait for what it was to write are let go.</summary>
    internal void Abandon() => deflated?.Abandon();

    /// <summary>Finishes the file.</summary>
    /// <param name="sources">The source file of each sample.</param>
    /// <exception cref="StorageException">No space or a device error; nothing is left under the final name.</exception>
    internal ShardEntry Commit(IReadOnlyList<int> sources)
    {
        long expected = labels.Concat(soft).Append(data).Sum(d => d.SampleBytes * d.Shape[0]);
        if (written != expected) throw new InvalidOperationException($"{path}: {written} of {expected} bytes written");
        handle.Dispose();
        deflated?.Dispose();
        file.Commit();
        var (bytes, crc) = checksums.Table(path);
        return new ShardEntry
        {
            File = plan.File,
            Bytes = bytes,
            Split = plan.Split,
            Crc32C = crc,
            Identity = ShardIdentity.OfShard(plan.File, bytes, crc),
            Data = WhereItLies(data),
            Labels = [.. labels.Select(WhereItLies)],
            Probabilities = [.. soft.Select(WhereItLies)],
            Times = Times,
            Sources = sources,
        };
    }

    public void Dispose()
    {
        handle.Dispose();
        Discard();
    }

    void Discard()
    {
        deflated?.Dispose();
        file.Dispose();
    }

    // Where chunks lie is known once they are written.
    DatasetExtent WhereItLies(DatasetExtent dataset) => deflated?.Extent(dataset.Path) ?? dataset;

    void WriteSample(DatasetExtent dataset, int sample, ReadOnlySpan<byte> values)
    {
        if (deflated == null)
        {
            checksums.Add(dataset.SampleOffset(sample), values);
            Write(dataset.SampleOffset(sample), values);
            return;
        }
        deflated.Write(dataset.Path, sample, values);
        Interlocked.Add(ref written, values.Length);
    }

    long PlaceOf(int sample, long cell) => data.SampleOffset(sample) + cell * layout.Channels.Count * layout.Type.Bytes();

    void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(handle, bytes, offset);
            Interlocked.Add(ref written, bytes.Length);
        }
        catch (IOException e)
        {
            throw new StorageException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    DatasetExtent Create(string name, ElementType type, params ReadOnlySpan<long> shape)
    {
        deflated?.Create(file, name, type, Stored(type), shape);
        if (deflated != null) return new DatasetExtent(name, 0, type, shape.ToArray());
        using var dataset = file.CreateDataset(name, Stored(type), shape);
        return new DatasetExtent(name, dataset.Offset!.Value, type, dataset.Shape);
    }

    void Describe(H5Attributes attributes)
    {
        attributes.SetTexts("channels", [.. layout.Channels.Select(c => c.Name)]);
        attributes.SetTexts("long_names", [.. layout.Channels.Select(c => c.LongName)]);
        attributes.SetTexts("units", [.. layout.Channels.Select(c => c.Units)]);
        attributes.SetText("dtype", layout.Type switch { ElementType.Float16 => "fp16", ElementType.BFloat16 => "bf16", _ => "fp32" });
        if (layout.Normalisation is not { } normalisation) return;
        attributes.SetText("stored", "(value - mean) / std");
        attributes.SetNumbers("mean", [.. normalisation.Select(n => n.Mean)]);
        attributes.SetNumbers("std", [.. normalisation.Select(n => n.StandardDeviation)]);
    }

    void WriteAxis(string name, double[] values, string units, string? calendar = null)
    {
        using var axis = file.CreateDataset(name, H5ElementType.Float64, values.Length);
        axis.Write<double>(values);
        axis.Attributes.SetText("units", units);
        if (calendar != null) axis.Attributes.SetText("calendar", calendar);
    }

    static H5ElementType Stored(ElementType type) => type switch
    {
        ElementType.Float16 => H5ElementType.Float16,
        ElementType.BFloat16 => H5ElementType.BFloat16,
        ElementType.UInt8 => H5ElementType.UInt8,
        _ => H5ElementType.Float32,
    };
}
