using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A channel found in a file.</summary>
/// <param name="Field">The variable.</param>
/// <param name="LevelIndex">Which level of it; -1 where it has no vertical dimension.</param>
/// <param name="LevelHPa">The level's pressure, where it was chosen by it.</param>
/// <param name="How">By what it was found, for messages: <c>name</c>, <c>alias</c>, <c>standard_name</c> or <c>variables</c>.</param>
internal sealed record ChannelMatch(SourceField Field, int LevelIndex, double? LevelHPa, string How)
{
    /// <summary>As config writes it: <c>u@850</c>.</summary>
    public override string ToString() => LevelHPa is { } level ? FormattableString.Invariant($"{Field.Name}@{level:0.###}") : Field.Name;

    /// <summary>What turns the stored values into the channel's unit.</summary>
    /// <param name="channel">The channel; null leaves the variable's unit as it is.</param>
    /// <param name="unitsOverride">By variable: units to assume (FilesSourceConfig).</param>
    /// <exception cref="DataException">No units, or units that are not known to convert.</exception>
    internal UnitSpelling Conversion(ClimateChannel? channel, IReadOnlyDictionary<string, string> unitsOverride)
    {
        string? stated = unitsOverride.TryGetValue(Field.Name, out string? assumed) ? assumed : Field.Units;
        if (channel == null) return new UnitSpelling(stated ?? "1");
        string hint = $"if you know them, say so: \"units\": {{ \"{Field.Name}\": \"{channel.Units}\" }} in $.ingest.source";
        if (string.IsNullOrWhiteSpace(stated))
            throw new DataException($"{Field.FilePath}: {Field.Name} has no units, and channel {channel.Name} is in {channel.Units}; {hint}");
        return UnitSpellings.Convert(stated, channel.Units)
            ?? throw new DataException($"{Field.FilePath}: {Field.Name} is in '{stated}', which is not known to convert to channel {channel.Name}'s {channel.Units}; {hint}");
    }
}
