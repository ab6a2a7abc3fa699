using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Looks a source over before anything is written: the fields of some times, all times, and the split.</summary>
internal static class IngestGuard
{
    /// <summary>Collects what is amiss, says the warnings and stops at errors.</summary>
    /// <param name="source">The samples.</param>
    /// <param name="split">Their assignment.</param>
    /// <param name="config">How many times are read, and what is allowed.</param>
    /// <param name="log">Where warnings go.</param>
    /// <param name="cancellation">Stops between samples.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="DataException">There are errors, all of them in the message; or a file is damaged.</exception>
    internal static GuardReport Check(SampleSource source, SplitAssignment split, GuardConfig config, ILogger log, CancellationToken cancellation)
    {
        var report = new GuardReport(config);
        report.Add(source.Findings);
        if (TimeGaps.Find(source.Times, source.Calendar) is { } gap) report.Add(gap);
        report.Add(SplitCheck.Findings(source.Times, split.Splits, source.Calendar, "the split"));
        new FieldPass(source, report).Run(Spread(source.Times.Count, config.Samples), cancellation);
        report.Tell(log, "anything was written");
        return report;
    }

    /// <summary>The first, the last, and others spread evenly between.</summary>
    internal static int[] Spread(int count, int samples)
    {
        if (samples >= count) return [.. Enumerable.Range(0, count)];
        return samples == 1 ? [0] : [.. Enumerable.Range(0, samples).Select(i => (int)((long)i * (count - 1) / (samples - 1)))];
    }
}
