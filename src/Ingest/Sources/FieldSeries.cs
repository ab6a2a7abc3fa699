using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>One channel or variable over all files: where each of its times lies.</summary>
internal sealed class FieldSeries : ChannelSeries
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

    internal override string Name { get; }

    internal override SourceChannel Channel { get; }

    internal override IReadOnlyCollection<long> Seconds => bySecond.Keys;

    internal override IReadOnlyList<ChannelSeries> Inputs => [];

    /// <summary>Where the field of a time lies.</summary>
    internal FieldLocation At(long second) => bySecond[second];

    internal override bool Has(long second) => bySecond.ContainsKey(second);

    internal override string FileAt(long second) => bySecond[second].Match.Field.FilePath;

    internal override void Read(StepFields step, Memory<float> field) => step.Read(bySecond[step.Second], field);

    /// <summary>Gathers a series.</summary>
    /// <param name="plan">Where it was found.</param>
    /// <param name="config">For units that the config states.</param>
    /// <param name="clock">Gives the times of each match.</param>
    /// <exception cref="DataException">Units that do not convert, or a time that occurs twice.</exception>
    internal static FieldSeries Gather(DirectPlan plan, FilesSourceConfig config, SourceClock clock)
    {
        FieldSeries? series = null;
        foreach (var match in plan.Found)
        {
            var conversion = match.Conversion(plan.Channel, config.Units);
            series ??= new FieldSeries(plan.Name, plan.Channel, match, conversion, config.Units.GetValueOrDefault(match.Field.Name));
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
