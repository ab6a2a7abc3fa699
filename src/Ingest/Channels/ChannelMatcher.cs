using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Finds channels in files: as the config says; else by name, by alias, as a level of a variable with a pressure axis, or by CF standard name.</summary>
/// <param name="overrides">Channel to variable, as <c>name</c> or <c>name@hPa</c>.</param>
internal sealed class ChannelMatcher(IReadOnlyDictionary<string, string> overrides)
{
    /// <summary>The channel in a file, or null when the file does not hold it.</summary>
    /// <exception cref="DataException">It is there but cannot be read, or two variables claim it.</exception>
    internal ChannelMatch? Match(SourceFile file, string channel)
    {
        var match = overrides.TryGetValue(channel, out string? named)
            ? Named(file, channel, named)
            : ByName(file, channel) ?? ByLevel(file, channel) ?? ByStandardName(file, channel);
        return match is { Field.Refusal: { } refusal } ? throw new DataException($"{refusal} (asked for as channel {channel})") : match;
    }

    static ChannelMatch? Named(SourceFile file, string channel, string named)
    {
        int at = named.IndexOf('@', StringComparison.Ordinal);
        string name = at < 0 ? named : named[..at];
        double? level = ClimateChannels.Find(channel)?.LevelHPa;
        if (at >= 0)
        {
            if (!double.TryParse(named.AsSpan(at + 1), CultureInfo.InvariantCulture, out double parsed) || parsed <= 0)
                throw new ConfigException([$"$.ingest.source.variables.{channel}: '{named}' must be a variable, or variable@level in hPa such as u@850."]);
            level = parsed;
        }
        var field = file.Fields.FirstOrDefault(f => f.Name == name);
        if (field == null || field.Refusal != null) return field == null ? null : new ChannelMatch(field, -1, null, "variables");
        if (!field.HasLevels && (at < 0 || field.LevelsHPa == null)) return Surface(field, "variables");
        return AtLevel(field, level, "variables") ?? throw new DataException(level == null
            ? $"{field.FilePath}: {field} has levels; say which one is channel {channel}: \"{channel}\": \"{name}@850\" in $.ingest.source.variables"
            : $"{field.FilePath}: {field} has no level {level.Value.ToString(CultureInfo.InvariantCulture)} hPa for channel {channel}; {LevelsOf(field)}");
    }

    static ChannelMatch? ByName(SourceFile file, string channel)
    {
        foreach (string name in (string[])[channel, .. ChannelAliases.Of(channel).Names])
        {
            if (Find(file, name) is not { } field) continue;
            if (field.Refusal != null || !field.HasLevels) return Surface(field, name == channel ? "name" : "alias");
            if (ClimateChannels.Find(channel)?.LevelHPa == null)
                throw new DataException($"{field.FilePath}: {field} has the name of channel {channel}, but has levels; "
                    + $"say which one is meant: \"{channel}\": \"{field.Name}@850\" in $.ingest.source.variables");
        }
        return null;
    }

    static ChannelMatch? ByLevel(SourceFile file, string channel)
    {
        if (ClimateChannels.Find(channel)?.LevelHPa is not { } level) return null;
        foreach (string name in ChannelAliases.Of(channel).LevelNames)
            if (Find(file, name) is { } field && AtLevel(field, level, "alias") is { } match) return match;
        return null;
    }

    static ChannelMatch? ByStandardName(SourceFile file, string channel)
    {
        if (ClimateChannels.Find(channel) is not { StandardName: { } standardName } known || !ChannelAliases.Of(channel).ByStandardName) return null;
        var found = file.Fields.Where(f => f.StandardName == standardName && f.Refusal == null)
            .Select(f => known.LevelHPa is { } level ? AtLevel(f, level, "standard_name") : f.HasLevels ? null : Surface(f, "standard_name"))
            .OfType<ChannelMatch>().ToArray();
        if (found.Length > 1)
            throw new DataException($"{file.Path}: {string.Join(" and ", found.Select(f => f.Field))} both have the standard name of channel {channel}, "
                + $"{standardName}; say which one is meant in $.ingest.source.variables");
        return found.FirstOrDefault();
    }

    static ChannelMatch Surface(SourceField field, string how) => new(field, field.AxisOf(AxisRole.Level) >= 0 ? 0 : -1, null, how);

    static ChannelMatch? AtLevel(SourceField field, double? levelHPa, string how)
    {
        if (levelHPa is not { } level || field.LevelsHPa == null) return null;
        int index = PressureLevels.IndexOf(field.LevelsHPa, level);
        return index < 0 ? null : new ChannelMatch(field, field.AxisOf(AxisRole.Level) >= 0 ? index : -1, level, how);
    }

    // A file may hold both T and t: the exact name goes first.
    static SourceField? Find(SourceFile file, string name) =>
        file.Fields.FirstOrDefault(f => f.Name == name)
        ?? file.Fields.FirstOrDefault(f => f.Refusal == null && string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase));

    static string LevelsOf(SourceField field) =>
        field.LevelsHPa == null ? "its vertical axis is not in pressure" : $"it has {string.Join(", ", field.LevelsHPa.Select(l => l.ToString("0.###", CultureInfo.InvariantCulture)))}";
}
