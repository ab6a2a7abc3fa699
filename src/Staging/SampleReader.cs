using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Staging;

/// <summary>
/// The samples of one split by number, in time order, read by <c>pread</c> straight into memory that the caller owns, inflated on the way where they are deflated. Safe for any number of threads.
/// </summary>
/// <remarks>
/// Shapes: H latitude south to north, W longitude west to east, C channels. A sample's data are [H, W, C] in the set's element type: physical
/// values with NaN where missing in fp32, normalised ones in fp16 and bf16; they pass through as bytes. Its labels are [H, W], one byte each.
/// </remarks>
public sealed class SampleReader
{
    readonly Manifest manifest;
    readonly CfTime time;
    readonly int labelling;
    readonly (ShardEntry Entry, StagedShard File)[] shards;
    readonly int[] firstSample;

    internal SampleReader(Manifest manifest, ShardEntry[] entries, IReadOnlyDictionary<string, StagedShard> files, int labelling)
    {
        (this.manifest, this.labelling) = (manifest, labelling);
        time = CfTime.Parse(manifest.TimeUnits, manifest.Calendar);
        shards = [.. entries.Select(e => (e, files[e.File]))];
        firstSample = new int[entries.Length];
        foreach (int i in Enumerable.Range(0, entries.Length)) (firstSample[i], Count) = (Count, Count + entries[i].Samples);
        LabelBytes = manifest.LatitudeDeg.Count * manifest.LongitudeDeg.Count;
        DataBytes = checked(LabelBytes * manifest.Channels.Count * manifest.ElementType.Bytes());
    }

    /// <summary>How many samples the split has.</summary>
    public int Count { get; }

    /// <summary>Bytes of one sample's data.</summary>
    public int DataBytes { get; }

    /// <summary>Bytes of one sample's labels: H W.</summary>
    public int LabelBytes { get; }

    /// <summary>Whether there are soft labels: the labelling's method gives them, or the set has several labellings.</summary>
    public bool HasProbabilities => manifest.Labellings.Count > 1 || (manifest.Labellings.Count == 1 && manifest.Labellings[labelling].Probabilities is not null);

    /// <summary>The time of a sample in the manifest's calendar.</summary>
    public ClimateTime Time(int sample) => time.Decode(Sample(sample).TimeValue);

    /// <summary>Source file and time of a sample, for people.</summary>
    public string Describe(int sample) => $"{Sample(sample).Source.Path} at {Time(sample)}";

    /// <summary>Where a sample comes from.</summary>
    public StagedSample Sample(int sample)
    {
        var (shard, index) = Locate(sample);
        var entry = shards[shard].Entry;
        return new(entry, index, manifest.Sources[entry.Sources[index]], entry.Times[index]);
    }

    /// <summary>Fills one slot of a batch with a sample's data and labels.</summary>
    /// <exception cref="ArgumentException">The memory is not of the set's shape and element type.</exception>
    /// <exception cref="DataException">The staged copy is damaged, and so is the shard that it was copied from.</exception>
    /// <exception cref="StorageException">The staged copy is damaged and could not be fetched again.</exception>
    public void Read(int sample, IBatchMemory memory, int slot)
    {
        ReadData(sample, memory.Data(slot));
        ReadLabels(sample, memory.Labels(slot));
        if (!memory.Probabilities(slot).IsEmpty) ReadProbabilities(sample, memory.Probabilities(slot));
    }

    /// <summary>Reads a sample's data [H, W, C] alone.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public void ReadData(int sample, Span<byte> data)
    {
        if (data.Length != DataBytes) throw Misfit("data", data.Length, DataBytes);
        var (shard, index) = Locate(sample);
        StoredSample.Read(shards[shard].File, shards[shard].Entry.Data, index, data);
    }

    /// <summary>Reads a sample's labels [H, W] alone.</summary>
    /// <inheritdoc cref="Read" path="/exception"/>
    public void ReadLabels(int sample, Span<byte> labels)
    {
        if (labels.Length != LabelBytes) throw Misfit("labels", labels.Length, LabelBytes);
        var (shard, index) = Locate(sample);
        if (manifest.Labellings.Count == 0) labels.Fill(SegmentationClass.Ignore);
        else StoredSample.Read(shards[shard].File, shards[shard].Entry.Labels[labelling], index, labels);
    }

    /// <summary>
    /// Reads a sample's soft labels [H, W, classes] alone: those of its labelling's method, or else the share of the set's labellings that name each class, in
    /// the cells that its own labelling decides.
    /// </summary>
    /// <exception cref="InvalidOperationException">The set has neither.</exception>
    /// <inheritdoc cref="Read" path="/exception"/>
    public void ReadProbabilities(int sample, Span<float> probabilities)
    {
        if (!HasProbabilities) throw new InvalidOperationException("The set has no soft labels.");
        if (probabilities.Length != LabelBytes * SegmentationClass.Count) throw Misfit("soft labels", probabilities.Length * sizeof(float), LabelBytes * SegmentationClass.Count * sizeof(float));
        var (shard, index) = Locate(sample);
        var (entry, file) = shards[shard];
        if (manifest.Labellings[labelling].Probabilities is { } dataset)
        {
            StoredSample.Read(file, entry.Probabilities.Single(p => p.Path == dataset), index, MemoryMarshal.AsBytes(probabilities));
            return;
        }
        probabilities.Clear();
        byte[] labels = new byte[LabelBytes], own = new byte[LabelBytes];
        StoredSample.Read(file, entry.Labels[labelling], index, own);
        foreach (var extent in entry.Labels)
        {
            StoredSample.Read(file, extent, index, labels);
            for (int cell = 0; cell < labels.Length; cell++)
            {
                if (own[cell] != SegmentationClass.Ignore && labels[cell] != SegmentationClass.Ignore) probabilities[cell * SegmentationClass.Count + labels[cell]]++;
            }
        }
        for (int cell = 0; cell < labels.Length; cell++)
        {
            var votes = probabilities.Slice(cell * SegmentationClass.Count, SegmentationClass.Count);
            float all = votes[0] + votes[1] + votes[2];
            if (all > 0) foreach (ref float share in votes) share /= all;
        }
    }

    (int Shard, int Index) Locate(int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(sample, Count);
        int shard = Array.BinarySearch(firstSample, sample);
        // A shard without samples has the same first number as the next.
        if (shard < 0) shard = ~shard - 1;
        while (shards[shard].Entry.Samples <= sample - firstSample[shard]) shard++;
        return (shard, sample - firstSample[shard]);
    }

    static ArgumentException Misfit(string what, int given, int expected) =>
        new($"SampleReader: the memory for {what} has {given} bytes a sample, the set has {expected}.");
}
