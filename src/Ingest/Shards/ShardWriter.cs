using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.Ingest;

/// <summary>Writes one shard (docs/formats.md): beside its final name, synced, renamed. Equal content gives equal bytes.</summary>
internal sealed class ShardWriter : IDisposable
{
    readonly string path;
    readonly ShardLayout layout;
    readonly ShardPlan plan;
    readonly H5File file;
    readonly H5Dataset? data;
    readonly List<H5Dataset> labels = [];
    readonly Dictionary<int, H5Dataset> soft = [];
    int written;

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
            data = file.CreateDataset(ShardDatasets.Data, Stored(layout.Type), n, h, w, c);
            Describe(data.Attributes);
            for (int k = 0; k < layout.Soft.Count; k++)
            {
                labels.Add(file.CreateDataset(ShardDatasets.Labels(k), H5ElementType.UInt8, n, h, w));
                if (layout.Soft[k]) soft[k] = file.CreateDataset(ShardDatasets.Probabilities(k), H5ElementType.Float32, n, h, w, SegmentationClass.Count);
            }
            WriteAxis(ShardDatasets.Latitude, layout.Grid.LatitudeDeg, "degrees_north");
            WriteAxis(ShardDatasets.Longitude, layout.Grid.LongitudeDeg, "degrees_east");
            WriteAxis(ShardDatasets.Time, times, layout.TimeUnits, layout.Calendar);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    double[] Times { get; }

    /// <summary>Appends one sample.</summary>
    /// <param name="values">[H, W, C] as <see cref="SampleEncoding"/> makes them.</param>
    /// <param name="steps">Its labels, one for each labelling.</param>
    /// <exception cref="StorageException">No space or a device error.</exception>
    internal void Append(ReadOnlySpan<byte> values, IReadOnlyList<LabelledStep> steps)
    {
        long h = layout.Grid.Height, w = layout.Grid.Width;
        data!.WriteRaw(values, [written, 0, 0, 0], [1, h, w, layout.Channels.Count]);
        for (int k = 0; k < labels.Count; k++)
        {
            labels[k].Write<byte>(steps[k].Labels, [written, 0, 0], [1, h, w]);
            if (soft.TryGetValue(k, out var probabilities)) probabilities.Write<float>(steps[k].Probabilities, [written, 0, 0, 0], [1, h, w, SegmentationClass.Count]);
        }
        written++;
    }

    /// <summary>Finishes the file, and sums up its bytes.</summary>
    /// <param name="sources">The source file of each sample.</param>
    /// <exception cref="StorageException">No space or a device error; nothing is left under the final name.</exception>
    internal ShardEntry Commit(IReadOnlyList<int> sources)
    {
        if (written != plan.Samples.Count) throw new InvalidOperationException($"{path}: {written} of {plan.Samples.Count} samples written");
        var dataExtent = new DatasetExtent(ShardDatasets.Data, data!.Offset!.Value, layout.Type, data.Shape);
        DatasetExtent[] labelExtents = [.. labels.Select((l, k) => new DatasetExtent(ShardDatasets.Labels(k), l.Offset!.Value, ElementType.UInt8, l.Shape))];
        DatasetExtent[] softExtents = [.. soft.Select(s => new DatasetExtent(ShardDatasets.Probabilities(s.Key), s.Value.Offset!.Value, ElementType.Float32, s.Value.Shape))];
        CloseDatasets();
        file.Commit();
        var (bytes, crc) = ShardChecksums.Of(path);
        return new ShardEntry
        {
            File = plan.File,
            Bytes = bytes,
            Split = plan.Split,
            Crc32C = crc,
            Identity = ShardIdentity.OfShard(plan.File, bytes, crc),
            Data = dataExtent,
            Labels = labelExtents,
            Probabilities = softExtents,
            Times = Times,
            Sources = sources,
        };
    }

    public void Dispose()
    {
        CloseDatasets();
        file.Dispose();
    }

    void CloseDatasets()
    {
        data?.Dispose();
        foreach (var dataset in labels.Concat(soft.Values)) dataset.Dispose();
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
