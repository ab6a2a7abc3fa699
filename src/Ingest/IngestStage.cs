using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The first stage: sources in, labelled shards and their manifest out.</summary>
public static class IngestStage
{
    /// <summary>Reads the source, labels it, splits it, and writes shards, object table and, last, the manifest into the data folder.</summary>
    /// <param name="config">The ingest section.</param>
    /// <param name="context">Where it goes; config folder, seed, log and progress.</param>
    /// <param name="cancellation">Stops between samples; nothing of an unfinished set is kept.</param>
    /// <exception cref="InputMissingException">A file is missing.</exception>
    /// <exception cref="DataException">A file is damaged, or a channel, unit, time, grid or label does not fit.</exception>
    /// <exception cref="StorageException">The set does not fit on the disk, or writing failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(IngestConfig config, RunContext context, CancellationToken cancellation)
    {
        Prepare(context.Data);
        var files = config.Source switch
        {
            FilesSourceConfig given => given,
            SyntheticSourceConfig synthetic => Generate(synthetic, context, cancellation),
            _ => throw new InvalidOperationException($"No source for {config.Source.GetType().Name}."),
        };
        string? notice = config.Source is SyntheticSourceConfig ? SyntheticSourceConfig.Notice : null;
        var paths = IngestInputs.Files(files, context.ConfigFolder);
        var entries = SourceChecksums.Of(paths, cancellation);
        using var catalog = new SourceCatalog(paths, files, config.Channels, cancellation);
        var labeller = Labellers.Create(config.Labels, catalog.Finder.Has);
        using var source = new SampleSource(catalog, config.Channels, [.. labeller.NeededChannels.Except(config.Channels)], labeller.NeededVariables);
        Announce(source, context.Logger);
        foreach (string warning in labeller.Warnings(source.Grid)) context.Logger.LogWarning("{Warning}", warning);
        var split = TimeSplit.Assign(config.Split, source.Times, source.Calendar);
        context.Logger.LogInformation("split: {Description}", split.Description);
        var written = new ShardSetWriter(source, labeller, config.Shards, split.Splits, context.Data, context.Progress).Write(cancellation);
        Report(source.Grid, written, context.Logger);
        ManifestFile.Write(context.Data.Manifest, new Manifest
        {
            FormatVersion = Manifest.CurrentFormatVersion,
            DataRoot = ShardIdentity.OfSet(written.Shards.Select(s => s.Identity)),
            SyntheticNotice = notice,
            ElementType = config.Shards.Type,
            Channels = written.Channels,
            LatitudeDeg = source.Grid.LatitudeDeg,
            LongitudeDeg = source.Grid.LongitudeDeg,
            Orientation = source.Orientation,
            TimeUnits = source.TimeUnits,
            Calendar = CalendarDays.Name(source.Calendar),
            Labellings = [written.Labelling],
            SplitDescription = split.Description,
            Shards = written.Shards,
            Sources = entries,
        });
    }

    static FilesSourceConfig Generate(SyntheticSourceConfig config, RunContext context, CancellationToken cancellation)
    {
        context.Logger.LogWarning("{Notice}", SyntheticSourceConfig.Notice);
        var written = SyntheticWeather.Write(config, context.Seed, context.Data.Source, context.Progress, cancellation);
        return new FilesSourceConfig { Paths = [.. written.Select(Path.GetFullPath)] };
    }

    // The manifest says that the set is whole: it goes first when the set is made anew.
    static void Prepare(DataFolder folder)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            File.Delete(folder.Manifest);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{folder.Path}: cannot be written: {e.Message}", e);
        }
    }

    static void Announce(SampleSource source, ILogger log)
    {
        log.LogInformation("source: {Files} file(s), {Times} times from {First} to {Last}, {Height} x {Width} cells, {Extent}",
            source.Files.Count, source.Times.Count, source.Times[0], source.Times[^1], source.Grid.Height, source.Grid.Width, source.Grid.IsGlobal ? "global" : "regional");
        foreach (var channel in source.Channels) log.LogInformation("channel {Name}: {Origin}, {Units}", channel.Name, channel.Origin, channel.Units);
        foreach (string note in source.Notes) log.LogWarning("{Note}", note);
    }

    static void Report(LatLonGrid grid, ShardSet written, ILogger log)
    {
        var labelling = written.Labelling;
        string kind = labelling.IsRuleBased ? $"reference ({labelling.Method}, version {labelling.Version})" : labelling.Method;
        string shares = string.Join(", ", SegmentationClass.Names.Zip(labelling.AreaShares, (name, share) => FormattableString.Invariant($"{name} {100 * share:0.###} %")));
        log.LogInformation("labels: {Kind}: of the valid area {Shares}; {Ignored:0.##} % of all cells undecided; {Objects} objects",
            kind, shares, 100 * labelling.IgnoredShare, written.Objects);
        foreach (string warning in ClassShareGuard.Warnings(grid, labelling)) log.LogWarning("{Warning}", warning);
    }
}
