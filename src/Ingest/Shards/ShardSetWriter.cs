using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Reads, labels and writes all samples. The shards appear together: they are written into a folder beside, which is renamed when all are whole.
/// Samples are read by several threads and written by one, in order, so that the bytes do not depend on how many there are.
/// </summary>
internal sealed class ShardSetWriter(
    SampleSource source, ILabeller labeller, ShardsConfig config, IReadOnlyList<string?> splits, DataFolder folder, IProgress<StageProgress>? progress)
{
    const long MemoryBytes = 1L << 30;
    readonly IReadOnlyList<ShardPlan> plans = ShardPlan.Of(splits, config.Samples);
    readonly ChannelTallies tallies = new(source.Channels);
    readonly LabelTally labelTally = new(source.Grid);
    readonly int channels = source.Channels.Count;

    sealed record Made(byte[] Values, SampleTally[] Tally, LabelledStep Step);

    /// <summary>Writes everything but the manifest.</summary>
    /// <exception cref="StorageException">No space, which is checked first, or a device error.</exception>
    /// <exception cref="DataException">The source is damaged, or a channel says nothing.</exception>
    internal ShardSet Write(CancellationToken cancellation)
    {
        string staging = folder.Shards + AtomicFile.PartialSuffix;
        string objects = Path.Combine(folder.Path, StormObjectTable.FileName(0));
        try
        {
            var layout = new ShardLayout(config.Type, source.Channels, source.Grid, null, source.TimeUnits, CalendarDays.Name(source.Calendar));
            SpaceCheck.Require(folder.Path, plans.Sum(p => layout.Bytes(p.Samples.Count)));
            if (config.Type != ElementType.Float32) layout = layout with { Normalisation = MeasureTraining(cancellation) };
            Delete(staging);
            Directory.CreateDirectory(staging);
            var (shards, count) = WriteShards(layout, staging, objects + AtomicFile.PartialSuffix, cancellation);
            _ = tallies.Normalisation();
            Delete(folder.Shards);
            Directory.Move(staging, folder.Shards);
            AtomicFile.Commit(objects + AtomicFile.PartialSuffix, objects);
            return new ShardSet(shards, tallies.Statistics(), labelTally.Entry(labeller, ShardWriter.LabelsPath), count);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{folder.Path}: the shards could not be written: {e.Message}", e);
        }
        finally
        {
            Discard(staging);
            AtomicFile.Discard(objects + AtomicFile.PartialSuffix);
        }
    }

    int Ahead => (int)Math.Clamp(MemoryBytes / (3L * source.Grid.CellCount * channels * sizeof(float)), 2, Math.Min(Environment.ProcessorCount, 8) + 1);

    // The first of two passes: fp16 and bf16 hold values normalised by statistics that only all of training tells.
    (double Mean, double StandardDeviation)[] MeasureTraining(CancellationToken cancellation)
    {
        int[] training = [.. plans.Where(p => p.Split == SplitName.Train).SelectMany(p => p.Samples)];
        OrderedPipeline.Run(training.Length, Ahead,
            i =>
            {
                float[] hwc = new float[source.Grid.CellCount * channels];
                source.Read(training[i], hwc);
                return ChannelTallies.Of(hwc, channels);
            },
            (i, tally) =>
            {
                tallies.AddTraining(tally);
                progress?.Report(new StageProgress("measure channels", i + 1, training.Length, "samples"));
            },
            cancellation);
        return tallies.Normalisation();
    }

    (List<ShardEntry> Shards, long Objects) WriteShards(ShardLayout layout, string staging, string objectsPath, CancellationToken cancellation)
    {
        var items = plans.SelectMany(plan => plan.Samples.Select(sample => (Plan: plan, Sample: sample))).ToArray();
        var encoding = new SampleEncoding(layout.Type, layout.Normalisation ?? []);
        var shards = new List<ShardEntry>();
        long stormCount = 0;
        ShardWriter? writer = null;
        using var objects = new FileStream(objectsPath, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        try
        {
            OrderedPipeline.Run(items.Length, Ahead, i => Make(items[i].Sample, encoding), (i, made) =>
            {
                var (plan, sample) = items[i];
                bool isTraining = plan.Split == SplitName.Train;
                tallies.AddAny(made.Tally);
                if (isTraining && layout.Normalisation == null) tallies.AddTraining(made.Tally);
                labelTally.Add(made.Step.Labels, isTraining);
                StormObjectTable.Append(objects, made.Step.Objects);
                stormCount += made.Step.Objects.Count;
                writer ??= new ShardWriter(Path.Combine(staging, Path.GetFileName(plan.File)), layout, plan, [.. plan.Samples.Select(s => source.TimeValues[s])]);
                writer.Append(made.Values, made.Step.Labels);
                if (sample == plan.Samples[^1])
                {
                    shards.Add(writer.Commit([.. plan.Samples.Select(s => source.FileOf[s])]));
                    writer.Dispose();
                    writer = null;
                }
                progress?.Report(new StageProgress("write shards", i + 1, items.Length, "samples"));
            }, cancellation);
        }
        finally
        {
            writer?.Dispose();
        }
        objects.Flush(flushToDisk: true);
        return (shards, stormCount);
    }

    Made Make(int sample, SampleEncoding encoding)
    {
        float[] hwc = new float[source.Grid.CellCount * channels];
        var input = source.Read(sample, hwc, [.. labeller.NeededChannels, .. labeller.NeededVariables]);
        return new Made(encoding.Encode(hwc), ChannelTallies.Of(hwc, channels), labeller.Label(input));
    }

    static void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
    }

    static void Discard(string path)
    {
        try
        {
            Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report; the next run deletes the folder before it writes.
        }
    }
}
