using Rossby.Core;
using Rossby.Udunits;

namespace Rossby.Ingest;

/// <summary>
/// How a variable's values become a channel's: through udunits where both are the same quantity, by named physics where not, never by guess. Where neither
/// holds, the error names both units and the override that would settle it.
/// </summary>
/// <param name="Stated">The variable's unit as it stands, or as the config states it.</param>
/// <param name="Conversion">To the channel's unit; of an accumulation, still to be divided by the seconds of its interval.</param>
/// <param name="IsAccumulation">Whether the variable holds amounts over the intervals of its time bounds.</param>
/// <param name="IsOverridden">Whether the config states the unit.</param>
internal sealed record ChannelUnits(string? Stated, ValueConversion Conversion, bool IsAccumulation, bool IsOverridden)
{
    /// <summary>The conversion of a variable to a channel.</summary>
    /// <param name="field">The variable.</param>
    /// <param name="channel">The channel; null leaves the variable's unit as it is.</param>
    /// <param name="overrides">By variable: units to assume (<see cref="FilesSourceConfig.Units"/>).</param>
    /// <exception cref="DataException">No units, unknown ones, or ones of another quantity.</exception>
    internal static ChannelUnits Of(SourceField field, ClimateChannel? channel, IReadOnlyDictionary<string, string> overrides)
    {
        bool overridden = overrides.TryGetValue(field.Name, out string? stated);
        stated = overridden ? stated : field.Units;
        if (channel == null) return new ChannelUnits(stated, ValueConversion.None, false, overridden);
        if (string.IsNullOrWhiteSpace(stated))
            throw new DataException($"{field.FilePath}: {field.Name} has no units, and channel {channel.Name} is in {channel.Units}; {Hint(field, channel.Units)}");
        if (Convert(stated, channel) is { } conversion) return new ChannelUnits(stated, conversion, false, overridden);
        if (Accumulated(stated, channel) is { } amount)
        {
            return field.Times?.IntervalSeconds != null
                ? new ChannelUnits(stated, amount, true, overridden)
                : throw new DataException($"{field.FilePath}: {field.Name} is in '{stated}', an amount, and channel {channel.Name} is a rate in {channel.Units}; no time bounds tell over which "
                    + $"interval it fell. If over one hour, say so: \"units\": {{ \"{field.Name}\": \"{stated} h-1\" }} in $.ingest.source; if over six, \"{stated} (6 h)-1\"");
        }
        throw new DataException($"{field.FilePath}: {field.Name} is in '{stated}', {WhyNot(stated, channel)}; {Hint(field, channel.Units)}");
    }

    /// <summary>The conversion at an index on the variable's time dimension.</summary>
    internal ValueConversion At(SourceField field, long time) =>
        IsAccumulation ? Conversion with { Scale = Conversion.Scale / field.Times!.IntervalSeconds![(int)time] } : Conversion;

    /// <summary>What turns values in a unit into a channel's; null when it is another quantity's, or none.</summary>
    internal static ValueConversion? Convert(string stated, ClimateChannel channel)
    {
        string from = UnitSpellings.ForUdunits(stated);
        // Percent, degrees and parts per million have no dimension either.
        if (channel.Quantity == ChannelQuantity.SpecificHumidity && !IsMassRatio(from)) return null;
        if (UnitSystem.Convert(from, channel.Units) is { } same) return new ValueConversion(same.Scale, same.Offset);
        return Physical(from, channel, PhysicalConversion.All);
    }

    static ValueConversion? Accumulated(string stated, ClimateChannel channel) =>
        Physical(UnitSpellings.ForUdunits(stated), channel, PhysicalConversion.Accumulations);

    static ValueConversion? Physical(string from, ClimateChannel channel, IReadOnlyList<PhysicalConversion> among)
    {
        foreach (var physics in among)
        {
            if (physics.Quantity != channel.Quantity || UnitSystem.Convert(from, physics.From) is not { Offset: 0 } before) continue;
            var after = UnitSystem.Convert(physics.To, channel.Units)!.Value;
            return new ValueConversion(before.Scale * physics.Factor * after.Scale, 0, physics.Assumption);
        }
        return null;
    }

    static bool IsMassRatio(string units) => units == "1" || units.Contains("kg", StringComparison.Ordinal) || units is "g/g" or "g g-1" or "g g**-1";

    static string WhyNot(string stated, ClimateChannel channel) => UnitSystem.Knows(UnitSpellings.ForUdunits(stated))
        ? $"which does not convert to channel {channel.Name}'s {channel.Units}"
        : $"which udunits does not know, and channel {channel.Name} is in {channel.Units}";

    static string Hint(SourceField field, string units) => $"if you know them, say so: \"units\": {{ \"{field.Name}\": \"{units}\" }} in $.ingest.source";
}
