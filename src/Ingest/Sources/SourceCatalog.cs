using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The headers of all files of a source, read once; channels are looked up in them.</summary>
internal sealed class SourceCatalog : IDisposable
{
    readonly ChannelMatcher matcher;

    /// <param name="paths">The files.</param>
    /// <param name="config">Names and units where the files do not tell them.</param>
    /// <param name="wanted">What will be looked for, named when a file cannot be opened at all.</param>
    /// <param name="cancellation">Stops between files.</param>
    /// <exception cref="InputMissingException">A file is missing.</exception>
    /// <exception cref="DataException">A file is not netCDF, or damaged.</exception>
    internal SourceCatalog(IReadOnlyList<string> paths, FilesSourceConfig config, IEnumerable<string> wanted, CancellationToken cancellation)
    {
        Config = config;
        matcher = new ChannelMatcher(config.Variables);
        var files = new List<SourceFile>();
        foreach (string path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                files.Add(Open.Use(path, SourceFile.Read));
            }
            catch (DataException e)
            {
                Open.Dispose();
                throw new DataException($"{e.Message}\n  It was to be read for {string.Join(", ", wanted)}.", e);
            }
        }
        Files = files;
    }

    internal FilesSourceConfig Config { get; }

    internal IReadOnlyList<SourceFile> Files { get; }

    internal OpenFiles Open { get; } = new();

    /// <summary>Whether some file holds the channel.</summary>
    internal bool Has(string channel) => Files.Any(f => matcher.Match(f, channel) != null);

    /// <summary>The channel in every file that holds it.</summary>
    /// <exception cref="DataException">None does; the message names the channel, the files and what they hold.</exception>
    internal List<ChannelMatch> Channel(string channel)
    {
        var matches = Files.Select(f => matcher.Match(f, channel)).OfType<ChannelMatch>().ToList();
        if (matches.Count > 0) return matches;
        string asked = Config.Variables.TryGetValue(channel, out string? named) ? $"as variable {named}" : "under a known name";
        throw new DataException($"channel {channel} was not found {asked} in {Holdings()}. "
            + $"If it has another name there, say so: \"variables\": {{ \"{channel}\": \"...\" }} in $.ingest.source{LevelHint(channel)}");
    }

    /// <summary>A variable as it stands, in every file that holds it.</summary>
    /// <exception cref="DataException">None does, or it is no field.</exception>
    internal List<ChannelMatch> Variable(string name)
    {
        var fields = Files.Select(f => f.Fields.FirstOrDefault(x => x.Name == name)).OfType<SourceField>().ToList();
        if (fields.Count == 0) throw new DataException($"variable {name} was not found in {Holdings()}");
        if (fields.Find(f => f.Refusal != null) is { } refused) throw new DataException(refused.Refusal!);
        return [.. fields.Select(f => new ChannelMatch(f, f.AxisOf(AxisRole.Level) >= 0 ? 0 : -1, null, "name"))];
    }

    public void Dispose() => Open.Dispose();

    // Files that hold the same are listed once, or a thousand of them would hide the point.
    string Holdings()
    {
        const int most = 4;
        var kinds = Files.GroupBy(f => f.Listing).Select(g => $"{g.First().Path}{(g.Count() > 1 ? $" and {g.Count() - 1} more" : "")} (has {g.Key})").ToList();
        return string.Join("; ", kinds.Take(most)) + (kinds.Count > most ? $"; and {kinds.Count - most} further kinds of files" : "");
    }

    // A single-level u could be at any level; Rossby does not guess.
    string LevelHint(string channel)
    {
        if (ClimateChannels.Find(channel)?.LevelHPa is not { } level) return "";
        string[] names = ChannelAliases.Of(channel).LevelNames;
        var flat = Files.SelectMany(f => f.Fields).FirstOrDefault(f => f.Refusal == null && f.LevelsHPa == null && names.Contains(f.Name, StringComparer.OrdinalIgnoreCase));
        return flat == null ? "" : $" ({flat} states no level: if it is at {level} hPa, \"{channel}\": \"{flat.Name}\")";
    }
}
