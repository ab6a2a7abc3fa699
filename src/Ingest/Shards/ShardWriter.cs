using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.Ingest;

/// <summary>
/// Writes one shard (docs/formats.md): beside its final name, synced, renamed. HDF5 lays the file out; samples go to their places by <c>pwrite</c>, from
/// several threads in any order, and are summed up on their way. Equal content gives equal bytes.
/// </summary>
internal sealed class ShardWriter : IDisposable
{
    readonly string path;
    readonly ShardLayout layout;
    readonly ShardPlan plan;
    readonly H5File file;
    readonly PieceChecksums checksums = new();
    readonly DatasetExtent data;
    readonly List<DatasetExtent> labels = [], soft = [];
    readonly SafeFileHandle handle;
    long written;

    /// <summary>Creates the file with all but the samples.</summary>
    /// <param name="path">Its final path.</param>
    /// <param name="layout">What the set's shards have in common.</param>
    /// <param name="plan">Its samples.</param>
    /// <param name="times">The samples' times in the layout's units.</param>
    /// <exception cref="StorageException">It cannot be created.</exception>
    internal ShardWriter(string path, ShardLayout layout, ShardPlan plan, double[] times)
    {
        (this.path, this.layout, this.plan, Times) = (path, layout, plan, times);
        long n = plan.Samples.Count, h = layout.Grid.Height, w = layout.Grid.Width, c = layout.Channels.Count;
        file = H5File.Create(path);
        try
        {
            using (var dataset = file.CreateDataset(ShardDatasets.Data, Stored(layout.Type), n, h, w, c))
            {
                Describe(dataset.Attributes);
                data = new DatasetExtent(ShardDatasets.Data, dataset.Offset!.Value, layout.Type, dataset.Shape);
            }
            for (int k = 0; k < layout.Soft.Count; k++)
            {
                labels.Add(Create(ShardDatasets.Labels(k), ElementType.UInt8, n, h, w));
                if (layout.Soft[k]) soft.Add(Create(ShardDatasets.Probabilities(k), ElementType.Float32, n, h, w, SegmentationClass.Count));
            }
            WriteAxis(ShardDatasets.Latitude, layout.Grid.LatitudeDeg, "degrees_north");
            WriteAxis(ShardDatasets.Longitude, layout.Grid.LongitudeDeg, "degrees_east");
            WriteAxis(ShardDatasets.Time, times, layout.TimeUnits, layout.Calendar);
            handle = File.OpenHandle(file.CurrentPath, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Bytes of samples written so far.</summary>
    internal long Written => Interlocked.Read(ref written);

    double[] Times { get; }

    /// <summary>Writes a part of one sample's values.</summary>
    /// <param name="sample">Which, in the shard's order.</param>
    /// <param name="firstCell">The first cell, row-major.</param>
    /// <param name="values">[cells, C] as <see cref="SampleEncoding"/> makes them.</param>
    /// <exception cref="StorageException">No space or a device error.</exception>
    internal void WriteValues(int sample, long firstCell, ReadOnlySpan<byte> values) =>
        Write(data.SampleOffset(sample) + firstCell * layout.Channels.Count * layout.Type.Bytes(), values);

    /// <summary>Writes the labels of one sample.</summary>
    /// <param name="sample">Which, in the shard's order.</param>
    /// <param name="steps">Its labels, one for each labelling.</param>
    /// <exception cref="StorageException">No space or a device error.</exception>
    internal void WriteLabels(int sample, IReadOnlyList<LabelledStep> steps)
    {
        int softs = 0;
        for (int k = 0; k < labels.Count; k++)
        {
            Write(labels[k].SampleOffset(sample), steps[k].Labels);
            if (layout.Soft[k]) Write(soft[softs++].SampleOffset(sample), MemoryMarshal.AsBytes<float>(steps[k].Probabilities));
        }
    }

    /// <summary>Finishes the file.</summary>
    /// <param name="sources">The source file of each sample.</param>
    /// <exception cref="StorageException">No space or a device error; nothing is left under the final name.</exception>
    internal ShardEntry Commit(IReadOnlyList<int> sources)
    {
        long expected = labels.Concat(soft).Append(data).Sum(d => d.SampleBytes * d.Shape[0]);
        if (written != expected) throw new InvalidOperationException($"{path}: {written} of {expected} bytes written");
        handle.Dispose();
        file.Commit();
        var (bytes, crc) = checksums.Table(path);
        return new ShardEntry
        {
            File = plan.File,
            Bytes = bytes,
            Split = plan.Split,
            Crc32C = crc,
            Identity = ShardIdentity.OfShard(plan.File, bytes, crc),
            Data = data,
            Labels = labels,
            Probabilities = soft,
            Times = Times,
            Sources = sources,
        };
    }

    public void Dispose()
    {
        handle.Dispose();
        file.Dispose();
    }

    void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            checksums.Add(offset, bytes);
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
        using var dataset = file.CreateDataset(name, type == ElementType.UInt8 ? H5ElementType.UInt8 : H5ElementType.Float32, shape);
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
        _ => H5ElementType.Float32,
    };
}
