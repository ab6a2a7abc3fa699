using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Reads, labels and writes the samples of shards, each shard whole or not at all. Several threads work on parts of its samples in any order;
/// each part has its place in the file and in the sums, so that neither depends on how many threads there are.
/// </summary>
internal sealed class ShardMaker(
    SampleSource source, SampleReading reading, SampleRegridding regridding, SampleGuard guard, LabellerSet labellers, ShardLayout layout, DataFolder folder, WorkFolder work, int threads, WorkProgress progress)
{
    readonly ISamplePacker packer = Packer(reading, new SampleEncoding(layout.Type, layout.Normalisation ?? []), layout);

    /// <summary>The item that makes a shard.</summary>
    internal WorkItem Item(ShardPlan plan) => new(Name(plan), plan.Samples.Count, () => IsDone(plan), stop => Make(plan, stop));

    /// <summary>What this process wrote of samples so far.</summary>
    internal long BytesWritten { get; private set; }

    /// <summary>When the last write of a sample returned, by <see cref="TimeProvider.System"/>.</summary>
    internal long LastWrite { get; private set; }

    /// <summary>What was found when a shard was made.</summary>
    internal ShardRecord Record(ShardPlan plan) => work.Read(Name(plan), WorkJson.Default.ShardRecord);

    // The record is written when the shard has its final name; a shard without one, or of another length, is made again.
    bool IsDone(ShardPlan plan) =>
        work.Has(Name(plan)) && new FileInfo(Path.Combine(folder.Path, plan.File)) is { Exists: true } file && file.Length == Record(plan).Entry.Bytes;

    Task Make(ShardPlan plan, CancellationToken cancellation)
    {
        string path = Path.Combine(folder.Path, plan.File);
        Directory.CreateDirectory(folder.Shards);
        // A killed process may have left a part of it; whoever holds this item's lock is the only one to write it now.
        foreach (string left in Directory.EnumerateFiles(folder.Shards, Path.GetFileName(plan.File) + AtomicFile.PartialSuffix + "*")) File.Delete(left);
        SampleInWork[] samples = [.. plan.Samples.Select((time, i) => new SampleInWork(i, time, reading.NotPlain(time), new BlockTallies(reading.Blocks)))];
        var parts = samples.SelectMany(Parts).ToArray();
        var writer = new ShardWriter(path, layout, plan, [.. plan.Samples.Select(s => source.TimeValues[s])], threads);
        try
        {
            ThreadTeam.Run(parts.Length, threads, i => Do(parts[i], writer), cancellation);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
        (LastWrite, BytesWritten) = (TimeProvider.System.GetTimestamp(), BytesWritten + writer.Written);
        return Task.Run(() =>
        {
            using (writer)
            {
                var entry = writer.Commit([.. plan.Samples.Select(s => source.FileOf[s])]);
                work.Write(Name(plan), new ShardRecord(entry, [.. samples.Select(s => s.Record())]), WorkJson.Default.ShardRecord);
            }
        }, CancellationToken.None);
    }

    // Labels, and parts of the values; all in one where some channel must be read whole, so that it is read once.
    IEnumerable<Action<ShardWriter>> Parts(SampleInWork sample)
    {
        if (sample.NotPlain.Length > 0)
        {
            sample.Expect(1);
            return [writer => Do(sample, labels: true, .., writer)];
        }
        sample.Expect(1 + packer.Parts);
        return Enumerable.Range(0, packer.Parts)
            .Select<int, Action<ShardWriter>>(part => writer => Do(sample, labels: false, part..(part + 1), writer))
            .Prepend(writer => Do(sample, labels: true, 0..0, writer));
    }

    static void Do(Action<ShardWriter> part, ShardWriter writer)
    {
        try
        {
            part(writer);
        }
        catch
        {
            writer.Abandon();
            throw;
        }
    }

    void Do(SampleInWork sample, bool labels, Range values, ShardWriter writer)
    {
        using var step = reading.Fields(sample.Time, labels ? [.. sample.NotPlain.Union(labellers.NeededFields)] : sample.NotPlain);
        if (labels)
        {
            var steps = new LabelledStep[labellers.All.Count];
            var areas = new double[steps.Length][];
            for (int k = 0; k < steps.Length; k++) steps[k] = regridding.Labels(labellers.All[k].Label(step.Input), out areas[k]);
            writer.WriteLabels(sample.Index, steps);
            sample.Take(steps, areas, layout.Grid);
        }
        if (!values.Equals(0..0))
        {
            using var rows = reading.Rows(sample.Time, step.Input.Fields);
            packer.Pack(rows, values, sample.Tallies, writer, sample.Index);
        }
        // What is amiss shows on the source's own grid.
        if (regridding.IsNeeded) sample.Take(LookAtFields(sample.Time, step.Input.Fields));
        if (!sample.Finish()) return;
        if (!regridding.IsNeeded) sample.Take(guard.Look(sample.Time, sample.Sums, sample.Tallies.Present));
        progress.Add(1);
    }

    Finding[] LookAtFields(int time, IReadOnlyDictionary<string, float[]> fields)
    {
        float[][] values = [.. source.Channels.Select(c => fields[c.Name])];
        return guard.Look(time, [.. values.Select(v => SampleTally.Of(v))], c => MissingRows.Present(source.Grid, values[c]));
    }

    static ISamplePacker Packer(SampleReading reading, SampleEncoding encoding, ShardLayout layout) =>
        layout.DeflateLevel == null ? new BlockPacker(reading, encoding) : new ChannelPacker(reading, encoding);

    static string Name(ShardPlan plan) => $"{Path.GetFileNameWithoutExtension(plan.File)}.json";
}
