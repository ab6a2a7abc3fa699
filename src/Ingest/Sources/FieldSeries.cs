using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>One channel or variable over all files: where each of its times lies.</summary>
internal sealed class FieldSeries : ChannelSeries
{
    readonly Dictionary<long, FieldLocation> bySecond = [];
    readonly List<Finding> findings = [];

    FieldSeries(DirectPlan plan, ChannelUnits units)
    {
        var first = plan.Found[0];
        MayLack = first.Field.MayLack;
        Name = plan.Name;
        string scaling = units.Conversion.IsIdentity ? "" : $", from {units.Stated} by {units.Conversion}";
        string assumption = units.Conversion.Assumption is { } physics ? $" ({physics})" : "";
        if (plan.StandsIn != null) assumption += $" (stands in: {plan.StandsIn})";
        Channel = new SourceChannel(plan.Name, plan.Channel?.LongName ?? first.Field.LongName ?? plan.Name, plan.Channel?.Units ?? units.Stated ?? "1",
            $"{first}{scaling}{assumption}{(units.IsOverridden ? $", units {units.Stated} stated in the config" : "")}");
    }

    internal override string Name { get; }

    internal override SourceChannel Channel { get; }

    internal override IReadOnlyCollection<long> Seconds => bySecond.Keys;

    internal override IReadOnlyList<ChannelSeries> Inputs => [];

    internal override IReadOnlyList<Finding> Findings => findings;

    /// <summary>Whether times that lack it are undecided rather than left out.</summary>
    internal bool MayLack { get; }

    /// <summary>Where the field of a time lies, of two that claim one time the first; null where it may be lacking and is.</summary>
    internal FieldLocation? At(long second) => bySecond.TryGetValue(second, out var location) ? location : null;

    /// <summary>The times of each file that it lies in.</summary>
    internal IEnumerable<(string File, IReadOnlyList<long> Seconds)> ByFile => bySecond.GroupBy(s => s.Value.Match.Field.FilePath, (file, of) => (file, (IReadOnlyList<long>)[.. of.Select(s => s.Key).Order()]));

    internal override bool Has(long second) => MayLack || bySecond.ContainsKey(second);

    internal override string FileAt(long second) => (bySecond.TryGetValue(second, out var there) ? there : bySecond.Values.First()).Match.Field.FilePath;

    internal override void Read(StepFields step, Memory<float> field)
    {
        if (bySecond.TryGetValue(step.Second, out var location)) step.Read(location, field);
        else field.Span.Fill(float.NaN);
    }

    /// <summary>Gathers a series.</summary>
    /// <param name="plan">Where it was found.</param>
    /// <param name="config">For units that the config states.</param>
    /// <param name="clock">Gives the times of each match.</param>
    /// <exception cref="DataException">Units that do not convert.</exception>
    internal static FieldSeries Gather(DirectPlan plan, FilesSourceConfig config, SourceClock clock)
    {
        FieldSeries? series = null;
        foreach (var match in plan.Found)
        {
            var units = ChannelUnits.Of(match.Field, plan.Channel, config.Units);
            series ??= new FieldSeries(plan, units);
            long before = long.MinValue;
            foreach (var (second, index) in clock.Of(match.Field))
            {
                series.Add(second, new FieldLocation(match, index, units.At(match.Field, index)), clock);
                if (second < before) series.Unordered(match.Field, second, before, clock);
                before = second;
            }
        }
        return series!;
    }

    void Add(long second, FieldLocation location, SourceClock clock)
    {
        if (bySecond.TryAdd(second, location)) return;
        var earlier = bySecond[second].Match.Field;
        var field = location.Match.Field;
        bool isOneFile = earlier.FilePath == field.FilePath;
        findings.Add(new Finding(FindingSeverity.Error, FindingKind.TimesRepeated, field.FilePath, FieldCheck.Subject(Channel),
            isOneFile ? $"{field.Name} holds {clock.Time(second)} twice" : $"{earlier.FilePath} ({earlier.Name}) and {field.FilePath} ({field.Name}) both hold {Name} at {clock.Time(second)}",
            isOneFile ? "drop one of them; allowed, the first is read" : "leave one file out of $.ingest.source.paths; allowed, the first is read"));
    }

    void Unordered(SourceField field, long second, long before, SourceClock clock) => findings.Add(new Finding(
        FindingSeverity.Warning, FindingKind.TimesUnordered, field.FilePath, FieldCheck.Subject(Channel),
        $"times go back from {clock.Time(before)} to {clock.Time(second)}", "they are read in the order of time; see whether the file was put together rightly"));
}
