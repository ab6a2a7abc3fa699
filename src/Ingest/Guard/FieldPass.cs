using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Reads the fields of some times, one at a time, and looks at each channel over all of them and at each time by itself.</summary>
internal sealed class FieldPass(SampleSource source, GuardReport report)
{
    const int MostThreads = 4;

    readonly IReadOnlyList<SourceChannel> channels = source.AllChannels;
    readonly FieldCheck check = new(source.Grid);
    readonly FieldPool pool = new(source.Grid.CellCount);
    readonly WindPairs winds = new(source.Grid);

    sealed record Looked(string File, SampleTally Tally, WindShare? Wind, Finding? Row);

    /// <summary>Reads the times of these indices.</summary>
    internal void Run(int[] times, CancellationToken cancellation)
    {
        var whole = new SampleTally[channels.Count];
        Array.Fill(whole, SampleTally.Empty);
        var files = new string?[channels.Count];
        var all = new Looked[times.Length * channels.Count];
        ThreadTeam.Run(all.Length, Math.Min(MostThreads, Environment.ProcessorCount), i => all[i] = Look(times[i / channels.Count], channels[i % channels.Count]), cancellation);
        for (int i = 0; i < all.Length; i++)
        {
            int c = i % channels.Count;
            var looked = all[i];
            whole[c] = whole[c].Plus(looked.Tally);
            files[c] ??= looked.File;
            if (looked.Wind is { } wind) winds.Add(channels[c].Name, wind);
            if (looked.Row != null) report.Add(looked.Row);
            report.Add(OneTime(check, channels[c], looked.Tally, looked.File, source.Times[times[i / channels.Count]]));
        }
        string when = times.Length == 1 ? $"at {source.Times[times[0]]}" : $"in {times.Length} times from {source.Times[times[0]]} to {source.Times[times[^1]]}";
        for (int c = 0; c < whole.Length; c++) report.Add(check.Findings(channels[c], whole[c], files[c], when));
        report.Add(winds.Findings(channels));
    }

    Looked Look(int time, SourceChannel channel)
    {
        using var step = new StepInHand(source.ReadFields(time, [channel.Name], pool), pool);
        var input = step.Input;
        float[] field = input.Fields[channel.Name];
        string file = input.Files[channel.Name];
        var tally = SampleTally.Of(field);
        var row = tally.Missing > 0 && tally.Count > 0 ? MissingRows.Find(channel, source.Grid, MissingRows.Present(source.Grid, field), file, source.Times[time]) : null;
        return new Looked(file, tally, winds.Of(channel.Name, field), row);
    }

    /// <summary>What is amiss with one time: impossible values are errors; a field without values or with one only may be an hour that failed.</summary>
    internal static IEnumerable<Finding> OneTime(FieldCheck check, SourceChannel channel, in SampleTally tally, string? file, ClimateTime time) =>
        check.Findings(channel, tally, file, $"at {time}")
            .Select(f => f.Kind is FindingKind.AllMissing or FindingKind.Constant ? f with { Severity = FindingSeverity.Warning } : f);
}
