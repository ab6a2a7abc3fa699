using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Finds channels in files: as the config says; else by name, by alias, as a level of a variable with a vertical axis, or by CF standard name.</summary>
/// <param name="config">What the config calls channels, and what it allows.</param>
internal sealed class ChannelMatcher(FilesSourceConfig config)
{
    readonly ChannelNames names = ChannelNames.Of(config);

    /// <summary>The channel in a file, or null when the file does not hold it.</summary>
    /// <exception cref="DataException">It is there but cannot be read, or two variables claim it.</exception>
    internal ChannelMatch? Match(SourceFile file, string channel)
    {
        var match = config.Variables.TryGetValue(channel, out string? named)
            ? Named(file, channel, named)
            : ByName(file, channel) ?? ByLevel(file, channel) ?? ByStandardName(file, channel);
        return match is { Field.Refusal: { } refusal } ? throw new DataException($"{refusal} (asked for as channel {channel})") : match;
    }

    /// <summary>The variable with a vertical axis of which the channel is a level, stored or not; null when the file has none.</summary>
    internal SourceField? ColumnOf(SourceFile file, ClimateChannel channel) => config.Variables.TryGetValue(channel.Name, out string? named)
        ? file.Fields.FirstOrDefault(f => f.Name == named.Split('@')[0] && IsColumn(f))
        : channel.StandardName is { } standardName ? Column(file, standardName) : null;

    /// <summary>The variable that holds a quantity along a vertical axis; null when the file has none.</summary>
    internal SourceField? Column(SourceFile file, string standardName) =>
        names.Columns(standardName).Select(name => Find(file, name)).FirstOrDefault(f => f != null && IsColumn(f) && Fits(f.StandardName, standardName))
        ?? file.Fields.FirstOrDefault(f => f.StandardName == standardName && IsColumn(f));

    /// <summary>Whether a variable without a level has a name that the channel's levels are found by.</summary>
    internal bool MayBeLevelOf(SourceField field, ClimateChannel channel) =>
        channel.StandardName is { } standardName && names.Columns(standardName).Contains(field.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A field that is no channel, found by name.</summary>
    internal ChannelMatch? MatchByName(SourceFile file, string name) => ByName(file, name) is { Field.Refusal: null } match ? match : null;

    /// <summary>What stands in for a channel in a file, with what it is.</summary>
    internal (ChannelMatch Match, string What)? StandIn(SourceFile file, string channel)
    {
        foreach (var standIn in names.StandIns(channel))
            foreach (string name in standIn.Names)
            {
                if (Find(file, name) is not { Refusal: null } field) continue;
                var match = !field.HasLevels ? ChannelMatch.Flat(field, "stand-in")
                    : ChannelMatch.At(field, VerticalPlace.Metres(standIn.What == Ingest.StandIn.Wind10M ? 10 : 2), "stand-in");
                if (match != null) return (match, standIn.What);
            }
        return null;
    }

    /// <summary>Which level of a variable the channel is; null for one that has none.</summary>
    internal VerticalPlace? PlaceOf(ClimateChannel channel) =>
        config.Variables.TryGetValue(channel.Name, out string? named) && named.IndexOf('@', StringComparison.Ordinal) is var at and >= 0
            ? VerticalPlace.Parse(named.AsSpan(at + 1))
                ?? throw new ConfigException([$"$.ingest.source.variables.{channel.Name}: '{named}' must be a variable, or variable@level in hPa such as u@850 or in m such as u@10m."])
            : channel.LevelHPa is { } level ? VerticalPlace.HPa(level) : channel.HeightM is { } height ? VerticalPlace.Metres(height) : null;

    ChannelMatch? Named(SourceFile file, string channel, string named)
    {
        bool isPlaced = named.Contains('@', StringComparison.Ordinal);
        var place = PlaceOf(ClimateChannels.Find(channel) ?? throw new ConfigException([$"$.ingest.source.variables.{channel}: unknown channel."]));
        var field = file.Fields.FirstOrDefault(f => f.Name == named.Split('@')[0]);
        if (field == null || field.Refusal != null) return field == null ? null : new ChannelMatch(field, -1, null, "variables");
        if (!field.HasLevels && (!isPlaced || field.LevelsHPa == null && field.HeightsM == null)) return ChannelMatch.Flat(field, "variables");
        if (place == null)
            throw new DataException($"{field.FilePath}: {field} has levels; say which one is channel {channel}: \"{channel}\": \"{field.Name}@850\" in $.ingest.source.variables");
        if (ChannelMatch.At(field, place.Value, "variables") is { } match) return match;
        return field.Hybrid != null || config.InterpolateLevels && field.LevelsHPa != null
            ? null
            : throw new DataException($"{field.FilePath}: {field} has no level {place.Value.Described} for channel {channel}; {LevelsOf(field)}");
    }

    ChannelMatch? ByName(SourceFile file, string channel)
    {
        foreach (string name in names.Fields(channel))
        {
            if (Find(file, name) is not { } field) continue;
            string how = name == channel ? "name" : "alias";
            if (field.Refusal != null || !field.HasLevels) return ChannelMatch.Flat(field, how);
            var known = ClimateChannels.Find(channel);
            if (known?.HeightM is { } height && ChannelMatch.At(field, VerticalPlace.Metres(height), how) is { } match) return match;
            if (known?.LevelHPa == null)
                throw new DataException($"{field.FilePath}: {field} has the name of channel {channel}, but has levels; "
                    + $"say which one is meant: \"{channel}\": \"{field.Name}@850\" in $.ingest.source.variables");
        }
        return null;
    }

    ChannelMatch? ByLevel(SourceFile file, string channel)
    {
        if (ClimateChannels.Find(channel) is not { LevelHPa: { } level, StandardName: { } standardName }) return null;
        foreach (string name in names.Columns(standardName))
            if (Find(file, name) is { } field && ChannelMatch.At(field, VerticalPlace.HPa(level), "alias") is { } match) return match;
        return null;
    }

    // Air temperature at which height, standard names alone do not say.
    static ChannelMatch? ByStandardName(SourceFile file, string channel)
    {
        if (ClimateChannels.Find(channel) is not { StandardName: { } standardName } known || known.Quantity == ChannelQuantity.SpecificHumidity) return null;
        var found = file.Fields.Where(f => f.StandardName == standardName && f.Refusal == null)
            .Select(f => known.LevelHPa is { } level ? ChannelMatch.At(f, VerticalPlace.HPa(level), "standard_name")
                : known.HeightM is { } height ? ChannelMatch.At(f, VerticalPlace.Metres(height), "standard_name")
                : f.HasLevels ? null : ChannelMatch.Flat(f, "standard_name"))
            .OfType<ChannelMatch>().ToArray();
        if (found.Length > 1)
            throw new DataException($"{file.Path}: {string.Join(" and ", found.Select(f => f.Field))} both have the standard name of channel {channel}, "
                + $"{standardName}; say which one is meant in $.ingest.source.variables");
        return found.FirstOrDefault();
    }

    static bool IsColumn(SourceField field) => field.Refusal == null && field.HasLevels && (field.LevelsHPa != null || field.Hybrid != null);

    // Files name much wrongly (MERRA-2 calls heights edge_heights); another humidity is what must not pass.
    static bool Fits(string? said, string wanted) => wanted != CfNames.Humidity || said is not ("humidity_mixing_ratio" or "relative_humidity");

    // A file may hold both T and t: the exact name goes first.
    static SourceField? Find(SourceFile file, string name) =>
        file.Fields.FirstOrDefault(f => f.Name == name)
        ?? file.Fields.FirstOrDefault(f => f.Refusal == null && string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? InGroup(file, name);

    // model/output/PSL is found as PSL is, where no other group has one.
    static SourceField? InGroup(SourceFile file, string name) =>
        file.Fields.Where(f => f.Name.Length > name.Length && f.Name[^(name.Length + 1)] == '/' && f.Name.EndsWith(name, StringComparison.Ordinal)).Take(2).ToArray() is [var only] ? only : null;

    static string LevelsOf(SourceField field)
    {
        string List(IReadOnlyList<double> values) => string.Join(", ", values.Select(l => l.ToString("0.###", CultureInfo.InvariantCulture)));
        if (field.LevelsHPa != null) return $"it has {List(field.LevelsHPa)}; \"interpolateLevels\": true in $.ingest.source would interpolate between two of them";
        return field.HeightsM != null ? $"its vertical axis is height, it has {List(field.HeightsM)} m" : "its vertical axis is neither pressure nor height";
    }
}
