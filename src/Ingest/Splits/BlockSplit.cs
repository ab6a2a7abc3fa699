using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Contiguous blocks of time in rounds of training, validation and test, with a gap dropped around each border between different splits. Whole calendar
/// years stay together when there are five or more.
/// </summary>
internal static class BlockSplit
{
    const int YearsForWholeYears = 5;
    const double MostOfTheTimeInGaps = 0.2;

    /// <summary>Whether there are so many years that blocks are made of whole ones.</summary>
    internal static bool HoldsWholeYears(IReadOnlyList<ClimateTime> times) => times.Select(t => t.Year).Distinct().Count() >= YearsForWholeYears;

    /// <param name="config">Shares, rounds and gap.</param>
    /// <param name="wholeYears">Whether calendar years stay together.</param>
    /// <param name="times">The samples' times, in any order.</param>
    /// <param name="calendar">Their calendar.</param>
    internal static SplitAssignment Assign(GappedSplitConfig config, bool wholeYears, IReadOnlyList<ClimateTime> times, ClimateCalendar calendar)
    {
        var distinct = times.Distinct().Order().ToArray();
        double[] seconds = [.. distinct.Select(t => (double)TimeSplit.Seconds(t, calendar))];
        int[] unitStarts = wholeYears
            ? [.. Enumerable.Range(0, distinct.Length).Where(i => i == 0 || distinct[i].Year != distinct[i - 1].Year)]
            : [.. Enumerable.Range(0, distinct.Length)];
        var shares = SplitName.All.Zip([config.Train, config.Validation, config.Test], (name, share) => (Name: name, Share: share))
            .Where(s => s.Share > 0).ToArray();
        if (unitStarts.Length < shares.Length)
            throw new DataException($"{unitStarts.Length} {(wholeYears ? "calendar years" : "times")} cannot be split into {string.Join(", ", shares.Select(s => s.Name))}: ask for fewer splits or give more files.");
        int rounds = Math.Min(config.Rounds, unitStarts.Length / shares.Length);

        var blockOf = new int[distinct.Length];
        var blockSplit = new List<string>();
        FillBlocks(unitStarts, rounds, shares, blockOf, blockSplit);
        var borders = Borders(seconds, blockOf, blockSplit);
        double wanted = config.GapDays * 86400;
        double gap = Math.Min(wanted, LargestGap(seconds, borders));
        string?[] splits = Drop(seconds, blockOf, blockSplit, borders, gap);
        // Irregular times can lose a whole block to a gap; a shorter gap beats an empty split.
        while (gap > 0 && shares.Any(s => !splits.Contains(s.Name)))
        {
            gap = gap < 1 ? 0 : gap / 2;
            splits = Drop(seconds, blockOf, blockSplit, borders, gap);
        }
        var byTime = distinct.Zip(splits).ToDictionary(p => p.First, p => p.Second);
        string?[] assigned = [.. times.Select(t => byTime[t])];
        return new SplitAssignment(assigned, gap, Describe(distinct, wholeYears, rounds, config, gap, blockOf, blockSplit, assigned));
    }

    // Each round is a stretch of units; in it every split takes its share in turn, at least one unit.
    static void FillBlocks(int[] unitStarts, int rounds, (string Name, double Share)[] shares, int[] blockOf, List<string> blockSplit)
    {
        double sum = shares.Sum(s => s.Share);
        for (int round = 0; round < rounds; round++)
        {
            int first = (int)((long)unitStarts.Length * round / rounds), end = (int)((long)unitStarts.Length * (round + 1) / rounds);
            int start = first;
            double cumulative = 0;
            for (int k = 0; k < shares.Length; k++)
            {
                cumulative += shares[k].Share;
                int stillToServe = shares.Length - 1 - k;
                int stop = k == shares.Length - 1 ? end : first + (int)Math.Round((end - first) * cumulative / sum, MidpointRounding.AwayFromZero);
                stop = Math.Clamp(stop, start + 1, end - stillToServe);
                int lastSample = stop == unitStarts.Length ? blockOf.Length : unitStarts[stop];
                for (int i = unitStarts[start]; i < lastSample; i++) blockOf[i] = blockSplit.Count;
                blockSplit.Add(shares[k].Name);
                start = stop;
            }
        }
    }

    // Moments half-way between the last sample of one block and the first of the next, where the split changes.
    static List<double> Borders(double[] seconds, int[] blockOf, List<string> blockSplit)
    {
        var borders = new List<double>();
        for (int i = 1; i < seconds.Length; i++)
            if (blockSplit[blockOf[i]] != blockSplit[blockOf[i - 1]]) borders.Add((seconds[i - 1] + seconds[i]) / 2);
        return borders;
    }

    // At most half of the shortest stretch between borders, and at most a fifth of the whole time in all gaps together.
    static double LargestGap(double[] seconds, List<double> borders)
    {
        if (borders.Count == 0) return 0;
        double step = (seconds[^1] - seconds[0]) / (seconds.Length - 1);
        double from = seconds[0] - step / 2, shortest = double.MaxValue;
        foreach (double border in borders.Append(seconds[^1] + step / 2))
        {
            shortest = Math.Min(shortest, border - from);
            from = border;
        }
        return Math.Min(shortest / 2, (seconds[^1] - seconds[0] + step) * MostOfTheTimeInGaps / borders.Count);
    }

    static string?[] Drop(double[] seconds, int[] blockOf, List<string> blockSplit, List<double> borders, double gap) =>
        [.. seconds.Select((s, i) => borders.Exists(b => Math.Abs(s - b) < gap / 2) ? null : blockSplit[blockOf[i]])];

    static string Describe(ClimateTime[] times, bool wholeYears, int rounds, GappedSplitConfig config, double gap, int[] blockOf, List<string> blockSplit, string?[] assigned)
    {
        var blocks = blockSplit.Select((name, block) => $"{name} {times[Array.IndexOf(blockOf, block)]} to {times[Array.LastIndexOf(blockOf, block)]}");
        string roundsNote = rounds < config.Rounds ? $" ({config.Rounds} asked for; the set is short)" : "";
        string gapNote = gap < config.GapDays * 86400 ? string.Create(CultureInfo.InvariantCulture, $" ({config.GapDays:0.##} asked for; the set is short)") : "";
        string kind = wholeYears ? "blocks of whole years" : "contiguous blocks";
        string gapDays = (gap / 86400).ToString("0.##", CultureInfo.InvariantCulture);
        return $"{kind} in {rounds} round(s){roundsNote}; {gapDays} days dropped around each border{gapNote}; {TimeSplit.Counts(assigned)}; "
            + $"blocks before dropping: {string.Join("; ", blocks)}";
    }
}
