namespace Rossby.Ingest;

/// <summary>A channel found in a file.</summary>
/// <param name="Field">The variable.</param>
/// <param name="LevelIndex">Which level of it; -1 where it has no vertical dimension.</param>
/// <param name="Level">The level as config writes it, <c>850</c> or <c>10m</c>, where it was chosen by it; null where there is no choice.</param>
/// <param name="How">By what it was found, for messages: <c>name</c>, <c>alias</c>, <c>standard_name</c>, <c>variables</c>.</param>
internal sealed record ChannelMatch(SourceField Field, int LevelIndex, string? Level, string How)
{
    /// <summary>A field that has one level, or none.</summary>
    internal static ChannelMatch Flat(SourceField field, string how) => new(field, field.AxisOf(AxisRole.Level) >= 0 ? 0 : -1, null, how);

    /// <summary>One level of a field; null where it has no such level.</summary>
    internal static ChannelMatch? At(SourceField field, VerticalPlace place, string how)
    {
        int index = place.IndexIn(field);
        return index < 0 ? null : new ChannelMatch(field, field.AxisOf(AxisRole.Level) >= 0 ? index : -1, place.ToString(), how);
    }

    /// <summary>One level of a hybrid axis, by its index.</summary>
    internal static ChannelMatch Layer(SourceField field, int index) => new(field, index, $"level {index + 1}", "alias");

    /// <summary>As config writes it: <c>u@850</c>.</summary>
    public override string ToString() => Level == null ? Field.Name : $"{Field.Name}@{Level}";
}
