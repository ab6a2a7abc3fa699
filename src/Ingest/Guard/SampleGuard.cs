using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Looks at every sample as it is packed: what none of the times that were read ahead had.</summary>
internal sealed class SampleGuard(SampleSource source, GuardConfig config)
{
    readonly FieldCheck check = new(source.Grid, source.MayBeLongMeans);

    /// <summary>Looks at one sample on the source's grid. Called from several threads at once.</summary>
    /// <param name="sample">Index into the source's times.</param>
    /// <param name="tallies">Of each channel.</param>
    /// <param name="present">Of a channel: by row, the share of cells that have a value.</param>
    /// <returns>Warnings.</returns>
    /// <exception cref="DataException">Values that cannot be.</exception>
    internal Finding[] Look(int sample, SampleTally[] tallies, Func<int, double[]> present)
    {
        var found = new List<Finding>();
        for (int c = 0; c < tallies.Length; c++)
        {
            var channel = source.Channels[c];
            string file = source.FileAt(sample, c);
            found.AddRange(FieldPass.OneTime(check, channel, tallies[c], file, source.Times[sample]));
            if (tallies[c].Missing > 0 && tallies[c].Count > 0
                && MissingRows.Find(channel, source.Grid, present(c), file, source.Times[sample]) is { } row) found.Add(row);
        }
        if (found.Count == 0) return [];
        var report = new GuardReport(config);
        report.Add(found);
        report.Tell(NullLogger.Instance, "this sample was written");
        return [.. report.Findings];
    }
}
