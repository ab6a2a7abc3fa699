using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Looks at the values of one channel: over the sampled times together, or over one time.</summary>
/// <param name="grid">The grid.</param>
/// <param name="mayBeLongMeans">Whether the fields may be means over weeks and longer.</param>
internal sealed class FieldCheck(LatLonGrid grid, bool mayBeLongMeans)
{
    const int MostMissingPerValue = 3;

    const double LargeSquareDeg = 5000;

    readonly GridReach reach = new(grid);

    /// <summary>What is amiss with the values.</summary>
    /// <param name="channel">The channel as the source gives it.</param>
    /// <param name="tally">Its values.</param>
    /// <param name="file">The file that the values came from.</param>
    /// <param name="when">Which times, in words.</param>
    internal IEnumerable<Finding> Findings(SourceChannel channel, in SampleTally tally, string? file, string when)
    {
        if (tally.Count == 0) return [Missing(channel, file, when)];
        var found = new List<Finding>();
        if (tally.Minimum == tally.Maximum) found.Add(Constant(channel, tally, file, when));
        if (ClimateChannels.Find(channel.Name)?.PlausibleRange is { } range && !(range.Contains(tally.Minimum) && range.Contains(tally.Maximum)))
            found.Add(OutOfRange(channel, tally, range, file, when));
        else if (found.Count == 0 && Unusual(channel, tally) is { } unusual)
            found.Add(new Finding(FindingSeverity.Warning, FindingKind.UnusualValues, file, Subject(channel), $"{unusual} {when}", UnitGuess.Remedy(channel, tally)));
        return found;
    }

    /// <summary>The channel with its variable, as reports name it.</summary>
    internal static string Subject(SourceChannel channel) => $"channel {channel.Name} (variable {channel.Origin})";

    static Finding Missing(SourceChannel channel, string? file, string when) => new(FindingSeverity.Error, FindingKind.AllMissing, file, Subject(channel),
        $"no cell has a value {when}", "leave the channel out of $.ingest.channels, leave these times out, or see whether the fill value is what the file says");

    // No rain in a small region is weather; one temperature everywhere is not.
    static Finding Constant(SourceChannel channel, in SampleTally tally, string? file, string when) => new(
        tally.Minimum == 0 && ClimateChannels.Find(channel.Name)?.PlausibleRange.Contains(0) == true ? FindingSeverity.Warning : FindingSeverity.Error,
        FindingKind.Constant, file, Subject(channel), $"every cell is {Text(tally.Minimum)} {channel.Units} {when}",
        "leave the channel out of $.ingest.channels or look at the file");

    static Finding OutOfRange(SourceChannel channel, in SampleTally tally, PlausibleRange range, string? file, string when) => new(
        FindingSeverity.Error, FindingKind.PhysicalRange, file, Subject(channel),
        $"values from {Text(tally.Minimum)} to {Text(tally.Maximum)} {channel.Units} {when}; {Text(range.Minimum)} to {Text(range.Maximum)} is possible",
        UnitGuess.Remedy(channel, tally));

    string? Unusual(SourceChannel channel, in SampleTally tally)
    {
        if (UsualFields.Of(channel.Name) is not { } usual) return null;
        double spread = tally.StandardDeviation, extreme = Math.Max(Math.Abs(tally.Minimum), Math.Abs(tally.Maximum));
        if (reach.IsGlobe)
        {
            if (tally.Mean < usual.LeastMean || tally.Mean > usual.MostMean)
                return Compare("mean", tally.Mean, usual.LeastMean, usual.MostMean, "a globe's", channel.Units);
            return spread < usual.LeastSpread || spread > usual.MostSpread
                ? Compare("standard deviation", spread, usual.LeastSpread, usual.MostSpread, "a globe's", channel.Units) : null;
        }
        if (reach.ShorterSideDeg < UsualFields.SmallestRegionDeg) return null;
        if (UsualWinds.Of(channel.Name, mayBeLongMeans) is { } wind) return Unusual(channel, tally, wind, usual.MostSpread);
        if (reach.IsWide && usual.WideMean is { } wide)
        {
            double driest = wide.Least * Math.Min(1, Math.Pow(reach.SquareDeg / LargeSquareDeg, 2));
            if (tally.Mean < driest || tally.Mean > wide.Most) return Compare("mean", tally.Mean, driest, wide.Most, "such a region's", channel.Units);
        }
        double least = usual.LeastRegionalSpread(reach), most = usual.MostRegionalSpread(reach);
        if (spread < least || spread > most) return Compare("standard deviation", spread, least, most, "such a region's", channel.Units);
        // Where few cells have a value a region is smaller than its grid.
        if (tally.Missing > MostMissingPerValue * tally.Count) return null;
        if (usual.MostEven is { } even && tally.Minimum > even * tally.Maximum)
            return $"the least value is {Text(tally.Minimum)} {channel.Units} and the largest {Text(tally.Maximum)}, of which it is no more than {Text(even)} in such a region,";
        if (reach.IsPolar || usual.LeastExtreme is not { } unit) return null;
        double leastExtreme = unit * Math.Min(3, reach.ShorterSideDeg / UsualFields.SmallestRegionDeg);
        return extreme >= leastExtreme ? null : Small(extreme, leastExtreme, channel.Units);
    }

    string? Unusual(SourceChannel channel, in SampleTally tally, UsualWind wind, double mostSpread)
    {
        double spread = tally.StandardDeviation, least = wind.LeastSpread(reach), extreme = Math.Max(Math.Abs(tally.Minimum), Math.Abs(tally.Maximum));
        if (spread < least || spread > mostSpread) return Compare("standard deviation", spread, least, mostSpread, "such a region's", channel.Units);
        double steadiness = Math.Abs(tally.Mean) / spread, most = wind.MostSteadiness(reach);
        if (steadiness > most)
            return $"the mean is {Text(tally.Mean)} {channel.Units}, which is {Text(steadiness)} times the standard deviation, where such a region's is up to {Text(most)} times as much,";
        return extreme >= wind.LeastOfExtremes(reach) ? null : Small(extreme, wind.LeastOfExtremes(reach), channel.Units);
    }

    static string Small(double extreme, double least, string units) => $"no value is larger than {Text(extreme)} {units}, where such a region has at least {Text(least)}";

    static string Compare(string what, double value, double least, double most, string whose, string units) =>
        $"the {what} is {Text(value)} {units}, where {whose} lies between {Text(least)} and {Text(most)},";

    static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
