using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>One channel or variable over all files: where each of its times lies.</summary>
internal sealed class FieldSeries
{
    readonly Dictionary<long, FieldLocation> bySecond = [];

    FieldSeries(string name, ClimateChannel? channel, ChannelMatch first, UnitSpelling conversion, string? statedUnits)
    {
        Name = name;
        string units = channel?.Units ?? conversion.Units;
        string shift = conversion.Offset == 0 ? "" : FormattableString.Invariant($" + {conversion.Offset:G9}");
        string scaling = conversion is { Scale: 1, Offset: 0 } ? "" : FormattableString.Invariant($", from {statedUnits ?? first.Field.Units} by x {conversion.Scale:G9}{shift}");
        string assumption = conversion.Assumption == null ? "" : $" ({conversion.Assumption})";
        Channel = new SourceChannel(name, channel?.LongName ?? first.Field.LongName ?? name, units,
            $"{first}{scaling}{assumption}{(statedUnits == null ? "" : $", units {statedUnits} stated in the config")}");
    }

    /// <summary>The channel's or the variable's name.</summary>
    internal string Name { get; }

    /// <summary>What it is, for the manifest.</summary>
    internal SourceChannel Channel { get; }

    /// <summary>The times that it has.</summary>
    internal IReadOnlyCollection<long> Seconds => bySecond.Keys;

    /// <summary>Where the field of a time lies.</summary>
    internal FieldLocation At(long second) => bySecond[second];

    /// <summary>Whether it has that time.</summary>
    internal bool Has(long second) => bySecond.ContainsKey(second);

    /// <summary>Gathers a series.</summary>
    /// <param name="name">Channel or variable.</param>
    /// <param name="channel">The channel; null for a variable read as it stands.</param>
    /// <param name="matches">Where it was found, in the files' order; at least one.</param>
    /// <param name="config">For units that the config states.</param>
    /// <param name="clock">Gives the times of each match.</param>
    /// <exception cref="DataException">Units that do not convert, or a time that occurs twice.</exception>
    internal static FieldSeries Gather(string name, ClimateChannel? channel, List<ChannelMatch> matches, FilesSourceConfig config, SourceClock clock)
    {
        FieldSeries? series = null;
        foreach (var match in matches)
        {
            var conversion = match.Conversion(channel, config.Units);
            series ??= new FieldSeries(name, channel, match, conversion, config.Units.GetValueOrDefault(match.Field.Name));
            foreach (var (second, index) in clock.Of(match.Field)) series.Add(second, new FieldLocation(match, index, conversion), clock);
        }
        return series!;
    }

    void Add(long second, FieldLocation location, SourceClock clock)
    {
        if (bySecond.TryAdd(second, location)) return;
        var earlier = bySecond[second].Match.Field;
        var field = location.Match.Field;
        throw new DataException(earlier.FilePath == field.FilePath
            ? $"{field.FilePath}: {field.Name} holds {clock.Time(second)} twice"
            : $"{earlier.FilePath} ({earlier.Name}) and {field.FilePath} ({field.Name}) both hold {Name} at {clock.Time(second)}");
    }
}
