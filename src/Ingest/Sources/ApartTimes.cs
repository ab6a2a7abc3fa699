namespace Rossby.Ingest;

/// <summary>Tells of fields that have no time in common which file has which times of which.</summary>
internal static class ApartTimes
{
    const int MostTold = 5;

    /// <summary>A line for each group of fields with the same times in the same files, then two fields of which no time is common, where there are such.</summary>
    internal static string Describe(IReadOnlyList<FieldSeries> series, SourceClock clock)
    {
        FieldSeries[] needed = [.. series.Where(s => !s.MayLack)];
        var lines = needed.GroupBy(s => Lines(s, clock), s => s.Name).Select(of => $"\n  {string.Join(", ", of.Distinct())}: {of.Key}");
        var pairs = needed.SelectMany((a, i) => needed.Skip(i + 1).Where(b => a.Name != b.Name && !a.Seconds.Any(b.Seconds.Contains)).Select(b => $"\n  {a.Name} and {b.Name} have none in common"));
        return string.Concat(lines) + pairs.FirstOrDefault();
    }

    static string Lines(FieldSeries one, SourceClock clock)
    {
        string[] files = [.. one.ByFile.Select(f => $"{Times(f.Seconds, clock)} in {f.File}")];
        string more = files.Length > MostTold ? $"; and those of {files.Length - MostTold} more files, of {one.Seconds.Count} times in all until {clock.Time(one.Seconds.Max())}" : "";
        return files.Length == 0 ? "no times" : string.Join("; ", files.Take(MostTold)) + more;
    }

    static string Times(IReadOnlyList<long> seconds, SourceClock clock) =>
        seconds.Count == 1 ? $"1 time, {clock.Time(seconds[0])}," : $"{seconds.Count} times from {clock.Time(seconds[0])} to {clock.Time(seconds[^1])}";
}
