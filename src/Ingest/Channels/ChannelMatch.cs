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
}
