using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Reads the fields of some times, one at a time, and looks at each channel over all of them, at each time by itself, and at the channels beside each other.
/// </summary>
internal sealed class FieldPass(SampleSource source, GuardReport report)
{
    const int MostThreads = 4;

    readonly IReadOnlyList<SourceChannel> channels = source.AllChannels;
    readonly FieldCheck check = new(source.Grid, source.MayBeLongMeans);
    readonly GridReach reach = new(source.Grid);
    readonly WindPairs winds = new(source.Grid);
    readonly WindFlow flow = new(source.Grid);
    readonly Portraits portraits = new(source.AllChannels);

    sealed record Looked(string File, SampleTally Tally, WindShare? Wind, Mosaic? Flow, Finding[] Rows);

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
            if (looked.Flow is { } moving) flow.Add(channels[c].Name, i / channels.Count, moving);
            report.Add(looked.Rows);
            report.Add(OneTime(check, channels[c], looked.Tally, looked.File, source.Times[times[i / channels.Count]]));
        }
        string when = times.Length == 1 ? $"at {source.Times[times[0]]}" : $"in {times.Length} times from {source.Times[times[0]]} to {source.Times[times[^1]]}";
        for (int c = 0; c < whole.Length; c++) report.Add(check.Findings(channels[c], whole[c], files[c], when));
        report.Add(winds.Findings(channels));
        report.Add(flow.Findings(channels));
        report.Add(reach.IsGlobe ? UpsideDown.OnGlobe(portraits) : UpsideDown.InRegion(portraits));
        if (reach.IsGlobe) report.Add(HalfRound.Findings(portraits));
        report.Add(PatternPairs.Findings(portraits, reach));
        report.Add(Relations.Findings(portraits, reach));
        report.Add(WindBalance.Findings(portraits, reach));
        report.Add(WindLevels.Findings(portraits, reach));
    }

    Looked Look(int time, SourceChannel channel)
    {
        using var step = source.RentFields(time, [channel.Name]);
        var input = step.Input;
        float[] field = input.Fields[channel.Name];
        string file = input.Files[channel.Name];
        var tally = SampleTally.Of(field);
        var mosaic = Mosaic.Of(source.Grid, field);
        lock (portraits) portraits.Add(channel.Name, source.Times[time], mosaic);
        var missing = tally.Missing > 0 && tally.Count > 0 ? MissingRows.Find(channel, source.Grid, MissingRows.Present(source.Grid, field), file, source.Times[time]) : null;
        var constant = tally.Minimum < tally.Maximum ? ConstantRows.Find(channel, source.Grid, field, file, source.Times[time]) : null;
        return new Looked(file, tally, winds.Of(channel.Name, field), flow.Of(channel.Name, field), [.. new[] { missing, constant }.OfType<Finding>()]);
    }

    /// <summary>What is amiss with one time: impossible values are errors; a field without values or with one only may be an hour that failed.</summary>
    internal static IEnumerable<Finding> OneTime(FieldCheck check, SourceChannel channel, in SampleTally tally, string? file, ClimateTime time) =>
        check.Findings(channel, tally, file, $"at {time}")
            .Select(f => f.Kind is FindingKind.AllMissing or FindingKind.Constant ? f with { Severity = FindingSeverity.Warning } : f);
}
