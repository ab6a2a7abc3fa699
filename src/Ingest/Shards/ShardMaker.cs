using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Reads, labels and writes the samples of shards, each shard whole or not at all. Samples are read by several threads and written by one,
/// in order, so that the bytes do not depend on how many there are.
/// </summary>
internal sealed class ShardMaker(
    SampleSource source, SampleRegridding regridding, SampleGuard guard, LabellerSet labellers, ShardLayout layout, DataFolder folder, WorkFolder work, int ahead, WorkProgress progress)
{
    readonly SampleEncoding encoding = new(layout.Type, layout.Normalisation ?? []);
    readonly int channels = source.Channels.Count;

    sealed record Made(byte[] Values, SampleTally[] Tally, LabelledStep[] Steps, double[][] ShareAreaKm2, Finding[] Findings);

    /// <summary>The item that makes a shard.</summary>
    internal WorkItem Item(ShardPlan plan) => new(Name(plan), plan.Samples.Count, () => IsDone(plan), stop => Make(plan, stop));

    /// <summary>What was found when a shard was made.</summary>
    internal ShardRecord Record(ShardPlan plan) => work.Read(Name(plan), WorkJson.Default.ShardRecord);

    // The record is written when the shard has its final name; a shard without one, or of another length, is made again.
    bool IsDone(ShardPlan plan) =>
        work.Has(Name(plan)) && new FileInfo(Path.Combine(folder.Path, plan.File)) is { Exists: true } file && file.Length == Record(plan).Entry.Bytes;

    void Make(ShardPlan plan, CancellationToken cancellation)
    {
        string path = Path.Combine(folder.Path, plan.File);
        Directory.CreateDirectory(folder.Shards);
        // A killed process may have left a part of it; whoever holds this item's lock is the only one to write it now.
        foreach (string left in Directory.EnumerateFiles(folder.Shards, Path.GetFileName(plan.File) + AtomicFile.PartialSuffix + "*")) File.Delete(left);
        var samples = new SampleRecord[plan.Samples.Count];
        using var writer = new ShardWriter(path, layout, plan, [.. plan.Samples.Select(s => source.TimeValues[s])]);
        OrderedPipeline.Run(samples.Length, ahead, i => Make(plan.Samples[i]), (i, made) =>
        {
            samples[i] = new SampleRecord(
                made.Tally, [.. made.Steps.Select(s => LabelCounts.Of(layout.Grid, s.Labels))], [.. made.Steps.Select(s => s.Objects.ToArray())], made.ShareAreaKm2, made.Findings);
            writer.Append(made.Values, made.Steps);
            progress.Add(1);
        }, cancellation);
        var entry = writer.Commit([.. plan.Samples.Select(s => source.FileOf[s])]);
        work.Write(Name(plan), new ShardRecord(entry, samples), WorkJson.Default.ShardRecord);
    }

    Made Make(int sample)
    {
        float[] hwc = new float[source.Grid.CellCount * channels];
        var input = source.Read(sample, hwc, labellers.NeededFields);
        var tallies = ChannelTallies.Of(hwc, channels);
        var findings = guard.Look(sample, hwc, tallies);
        var steps = new LabelledStep[labellers.All.Count];
        var areas = new double[steps.Length][];
        for (int k = 0; k < steps.Length; k++) steps[k] = regridding.Labels(labellers.All[k].Label(input), out areas[k]);
        if (!regridding.IsNeeded) return new Made(encoding.Encode(hwc), tallies, steps, areas, findings);
        hwc = regridding.Fields(hwc, channels);
        return new Made(encoding.Encode(hwc), ChannelTallies.Of(hwc, channels), steps, areas, findings);
    }

    static string Name(ShardPlan plan) => $"{Path.GetFileNameWithoutExtension(plan.File)}.json";
}
