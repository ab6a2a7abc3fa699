using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Makes the shards of a set together with other processes: looks at every step or training sample first where labels or encoding need it.</summary>
internal sealed class SetMaker(
    SampleSource source, SampleRegridding regridding, LabellerSet labellers, IngestConfig config, SplitAssignment split, RunContext context, WorkFolder work, WorkQueue queue)
{
    IReadOnlyList<ShardPlan> plans = ShardPlan.Of(split.Splits, config.Shards.Samples);
    readonly long begun = TimeProvider.System.GetTimestamp();
    LabellerSet? linked;
    ShardMaker? shards;

    readonly SampleReading reading = new(source, regridding);

    /// <summary>The split; once the set is made, with every storm kept together that was followed.</summary>
    internal SplitAssignment Split { get; private set; } = split;

    /// <summary>Returns when every shard is there.</summary>
    /// <exception cref="StorageException">No space, which is checked first, or a device error.</exception>
    /// <exception cref="DataException">The source is damaged, or a channel says nothing.</exception>
    internal void Make(CancellationToken cancellation)
    {
        var layout = new ShardLayout(
            [.. labellers.All.Select(l => l.GivesProbabilities || regridding.IsNeeded)], config.Shards.Type, source.Channels, regridding.Target, null, source.TimeUnits, CalendarDays.Name(source.Calendar),
            config.Shards.Compression == ShardCompression.Deflate ? config.Shards.CompressionLevel : null);
        // What deflated samples will take nobody knows; a full disk is told when it is met.
        if (layout.DeflateLevel == null) SpaceCheck.Require(context.Data.Path, plans.Where(p => !File.Exists(Path.Combine(context.Data.Path, p.File))).Sum(p => layout.Bytes(p.Samples.Count)));
        linked = labellers;
        if (labellers.NeedsTracks)
        {
            var progress = new WorkProgress(context.Progress, "look for storms", source.Times.Count);
            var search = new StormSearch(source, reading, labellers, work, Threads(labellers.DetectionFields), progress);
            queue.Run(search.Items, progress.Add, cancellation);
            (linked, var together) = search.Link(Split);
            // Who draws times at random takes what comes of it; the guard has said so.
            if (config.Split is not RandomSplitConfig) KeepTogether(together);
            foreach (string warning in linked.All.SelectMany(l => l.Warnings(source.Grid))) context.Logger.LogWarning("{Warning}", warning);
        }
        if (config.Shards.Type != ElementType.Float32)
        {
            var progress = new WorkProgress(context.Progress, "measure channels", plans.Where(p => p.Split == SplitName.Train).Sum(p => p.Samples.Count));
            var measure = new TrainingMeasure(source, reading, plans, work, Threads(reading.NotPlain(0)), progress);
            queue.Run(measure.Items, progress.Add, cancellation);
            layout = layout with { Normalisation = measure.Normalisation() };
        }
        var written = new WorkProgress(context.Progress, "write shards", plans.Sum(p => p.Samples.Count));
        shards = new ShardMaker(source, reading, regridding, new SampleGuard(source, config.Guard), linked, layout, context.Data, work,
            Threads(reading.NotPlain(0).Union(linked.NeededFields), layout.DeflateLevel == null ? 0 : layout.SampleBytes), written);
        queue.Run([.. plans.Select(shards.Item)], written.Add, cancellation, ReportRate);
    }

    void KeepTogether(SplitAssignment together)
    {
        if (ReferenceEquals(together, Split)) return;
        context.Logger.LogInformation("split: {Description}", together.Description);
        (Split, plans) = (together, ShardPlan.Of(together.Splits, config.Shards.Samples));
    }

    /// <summary>The sums over the set, once it is made.</summary>
    /// <exception cref="DataException">A channel says nothing.</exception>
    internal ShardSet Sum() => new(source, linked!, regridding.IsNeeded, plans, [.. plans.Select(shards!.Record)]);

    // To the return of the last write: what the disk takes to keep it is the disk's affair.
    void ReportRate()
    {
        if (shards!.BytesWritten == 0) return;
        double seconds = TimeProvider.System.GetElapsedTime(begun, shards.LastWrite).TotalSeconds, mb = shards.BytesWritten / 1e6;
        context.Logger.LogInformation("wrote {Megabytes:0} MB of samples in {Seconds:0.000} s to the return of the last write: {Rate:0} MB/s", mb, seconds, mb / seconds);
    }

    // All steps are read as the first is, as far as memory goes.
    int Threads(IEnumerable<string> fields, long keptBytes = 0) =>
        MemoryBudget.Threads(config, source.Grid.CellCount, fields.Count() * (regridding.IsNeeded ? 2 : 1), keptBytes, Environment.WorkingSet);
}
