using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// The first stage: sources in, labelled shards and their manifest out. Several processes may run it for one data folder at a time, each with
/// its <see cref="RunContext.Share"/>; what an earlier try left is taken up.
/// </summary>
public static class IngestStage
{
    /// <summary>Reads the source, labels it, splits it, and writes shards, object tables and, last, the manifest into the data folder.</summary>
    /// <param name="config">The ingest section.</param>
    /// <param name="context">Where it goes; config folder, seed, share of the work, log and progress.</param>
    /// <param name="cancellation">Stops between samples; finished shards are kept for the next try.</param>
    /// <exception cref="InputMissingException">A file is missing.</exception>
    /// <exception cref="DataException">A file is damaged, or a channel, unit, time, grid or label does not fit; nothing is kept.</exception>
    /// <exception cref="StorageException">The set does not fit on the disk, or writing failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(IngestConfig config, RunContext context, CancellationToken cancellation)
    {
        using var work = WorkFolder.Join(context.Data, cancellation);
        if (work == null) return;
        try
        {
            Run(config, context, work, cancellation);
        }
        catch (Exception e) when (e is DataException or ConfigException)
        {
            work.Abandon();
            throw;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{context.Data.Path}: the set could not be written: {e.Message}", e);
        }
    }

    static void Run(IngestConfig config, RunContext context, WorkFolder work, CancellationToken cancellation)
    {
        var queue = new WorkQueue(work, context.Share);
        var files = config.Source switch
        {
            FilesSourceConfig given => given,
            SyntheticSourceConfig synthetic => Generate(synthetic, context, work, queue, cancellation),
            _ => throw new InvalidOperationException($"No source for {config.Source.GetType().Name}."),
        };
        var paths = IngestInputs.Files(files, context.ConfigFolder);
        using var catalog = new SourceCatalog(paths, files, config.Channels, cancellation);
        var labellers = LabellerSet.Create(config, catalog.Finder.Has);
        using var source = new SampleSource(catalog, config.Channels, [.. labellers.Channels.Except(config.Channels)], labellers.Variables);
        Announce(source, context.Logger);
        foreach (string warning in labellers.All.SelectMany(l => l.Warnings(source.Grid))) context.Logger.LogWarning("{Warning}", warning);
        var split = TimeSplit.Assign(config.Split, source.Times, source.Calendar);
        context.Logger.LogInformation("split: {Description}", split.Description);
        var regridding = SampleRegridding.Create(config.Grid, source, context.Logger);
        var guard = IngestGuard.Check(source, split, config.Guard, context.Logger, cancellation);
        var maker = new SetMaker(source, regridding, labellers, config, split, context, work, queue);
        maker.Make(cancellation);
        using var gate = work.EnterGate(cancellation);
        if (File.Exists(context.Data.Manifest)) return;
        var set = maker.Sum();
        for (int k = 0; k < set.Labellings.Count; k++)
        {
            StormObjectTable.Write(Path.Combine(context.Data.Path, StormObjectTable.FileName(k)), set.Objects[k]);
            Report(set.Labellings[k], set.Objects[k].Length, context.Logger);
            guard.Add(ClassShareGuard.Findings(source.Grid, set.Labellings[k]));
        }
        guard.Add(set.Findings);
        guard.Tell(context.Logger, "the manifest was written");
        ManifestFile.Write(context.Data.Manifest, new Manifest
        {
            FormatVersion = Manifest.CurrentFormatVersion,
            DataRoot = ShardIdentity.OfSet(set.Shards.Select(s => s.Identity)),
            SyntheticNotice = config.Source is SyntheticSourceConfig ? SyntheticSourceConfig.Notice : null,
            ElementType = config.Shards.Type,
            Channels = set.Channels,
            LatitudeDeg = regridding.Target.LatitudeDeg,
            LongitudeDeg = regridding.Target.LongitudeDeg,
            Orientation = regridding.Orientation,
            Regridding = regridding.Description,
            TimeUnits = source.TimeUnits,
            Calendar = CalendarDays.Name(source.Calendar),
            Labellings = set.Labellings,
            SplitDescription = maker.Split.Description,
            Shards = set.Shards,
            Sources = [.. context.Hashes.Of(paths, context.Progress, cancellation)
                .Zip(paths, (f, path) => new SourceEntry(path, f.Bytes, f.ModifiedUtc.ToUnixTimeMilliseconds(), f.Crc32C))],
        });
    }

    static FilesSourceConfig Generate(SyntheticSourceConfig config, RunContext context, WorkFolder work, WorkQueue queue, CancellationToken cancellation)
    {
        const string name = "source.json";
        context.Logger.LogWarning("{Notice}", SyntheticSourceConfig.Notice);
        var item = new WorkItem(name, config.Steps, () => work.Has(name), stop =>
        {
            var written = SyntheticWeather.Write(config, context.Seed, context.Data.Source, context.Progress, stop);
            work.Write(name, [.. written.Select(p => Path.GetFileName(p))], WorkJson.Default.StringArray);
        });
        queue.Run([item], _ => { }, cancellation);
        return new FilesSourceConfig { Paths = [.. work.Read(name, WorkJson.Default.StringArray).Select(f => Path.GetFullPath(Path.Combine(context.Data.Source, f)))] };
    }

    static void Announce(SampleSource source, ILogger log)
    {
        log.LogInformation("source: {Files} file(s), {Times} times from {First} to {Last}, {Height} x {Width} cells, {Extent}",
            source.Files.Count, source.Times.Count, source.Times[0], source.Times[^1], source.Grid.Height, source.Grid.Width, source.Grid.IsGlobal ? "global" : "regional");
        foreach (var channel in source.Channels) log.LogInformation("channel {Name}: {Origin}, {Units}", channel.Name, channel.Origin, channel.Units);
        foreach (string note in source.Notes) log.LogWarning("{Note}", note);
    }

    static void Report(LabellingEntry labelling, int objects, ILogger log)
    {
        string kind = labelling.IsRuleBased ? $"reference ({labelling.Method}, version {labelling.Version})" : labelling.Method;
        string shares = string.Join(", ", SegmentationClass.Names.Zip(labelling.AreaShares, (name, share) => FormattableString.Invariant($"{name} {100 * share:0.###} %")));
        log.LogInformation("{Dataset}: {Kind}: of the valid area {Shares}; {Ignored:0.##} % of all cells undecided; {Objects} objects",
            Path.GetFileName(labelling.Dataset), kind, shares, 100 * labelling.IgnoredShare, objects);
    }
}
