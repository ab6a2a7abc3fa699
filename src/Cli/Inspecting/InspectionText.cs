using System.Globalization;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary>An inspection for people: plain text in columns.</summary>
internal static class InspectionText
{
    /// <summary>Its lines.</summary>
    public static IEnumerable<string> Lines(SourceInspection inspection)
    {
        foreach (var file in inspection.Files)
        {
            yield return file.Path;
            foreach (string line in File(file)) yield return $"  {line}";
            yield return "";
        }
        foreach (string line in Channels(inspection.Channels)) yield return line;
    }

    static IEnumerable<string> File(FileInspection file)
    {
        if (file.Refusal != null)
        {
            yield return $"refused: {Short(file.Refusal, file.Path)}";
            yield break;
        }
        if (file.Fields.Count == 0)
        {
            yield return "no variable that could be a field";
            yield break;
        }
        var grids = file.Fields.Select(f => f.Grid).OfType<string>().Distinct().ToList();
        var times = file.Fields.Select(f => f.Times?.ToString()).OfType<string>().Distinct().ToList();
        for (int i = 0; i < grids.Count; i++) yield return $"{Numbered("grid", i, grids.Count)}: {grids[i]}";
        for (int i = 0; i < times.Count; i++) yield return $"{Numbered("times", i, times.Count)}: {times[i]}";
        if (times.Count == 0 && grids.Count > 0) yield return "times: none in the file; --time-from-name reads them from its name";
        var rows = file.Fields.Where(f => f.Refusal == null).Select(f => new[]
        {
            f.Name, f.Units ?? "no units", Range(f.Minimum, f.Maximum), f.MissingShare > 0 ? $"{100 * f.MissingShare.Value:0.#} % missing" : "", $"({f.Shape})", Levels(f),
            grids.Count > 1 ? Numbered("grid", grids.IndexOf(f.Grid!), grids.Count) : "", times.Count > 1 && f.Times != null ? Numbered("times", times.IndexOf(f.Times.ToString()), times.Count) : "",
            f.LongName ?? f.StandardName ?? "",
        }).ToList();
        foreach (string line in Columns(rows)) yield return line;
        if (file.Fields.Any(f => f.IsSampled)) yield return "(ranges are those of the first, the middle and the last time and level)";
        foreach (var field in file.Fields.Where(f => f.Refusal != null)) yield return $"{field.Name} refused: {Short(field.Refusal!, file.Path)}";
    }

    static IEnumerable<string> Channels(IReadOnlyList<ChannelInspection> channels)
    {
        if (channels.Count == 0) yield break;
        var found = channels.Where(c => c.How != null).ToList();
        yield return found.Count == 0 ? "channels: none found" : "channels, with their range at the first time";
        var rows = found.Select(c => new[] { c.Name, c.How!, Range(c.Minimum, c.Maximum), c.Units, c.Origin ?? "" }).ToList();
        foreach (string line in Columns(rows)) yield return $"  {line}";
        foreach (var channel in found)
            foreach (string remark in channel.Remarks) yield return $"  {channel.Name}: {remark}";
        yield return "channels that are missing, and what would supply them";
        foreach (string line in Columns([.. channels.Where(c => c.How == null).Select(c => new[] { c.Name, c.WouldNeed ?? "" })])) yield return $"  {line}";
    }

    static string Numbered(string what, int index, int count) => count > 1 ? $"{what} {index + 1}" : what;

    // The file's name stands above already.
    static string Short(string refusal, string path) => refusal.StartsWith(path + ": ", StringComparison.Ordinal) ? refusal[(path.Length + 2)..] : refusal;

    static string Levels(FieldInspection field) => field.LevelsHPa is { Count: > 0 } levels
        ? levels.Count == 1 ? string.Create(CultureInfo.InvariantCulture, $"at {levels[0]:0.###} hPa")
            : string.Create(CultureInfo.InvariantCulture, $"{levels.Count} levels, {levels[0]:0.###} to {levels[^1]:0.###} hPa")
        : "";

    static string Range(double? low, double? high) =>
        low == null ? "no values read" : string.Create(CultureInfo.InvariantCulture, $"{low:G6} to {high:G6}");

    static IEnumerable<string> Columns(List<string[]> rows)
    {
        if (rows.Count == 0) yield break;
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(k => rows.Max(r => r[k].Length))];
        foreach (string[] row in rows) yield return string.Join("  ", row.Select((cell, k) => cell.PadRight(widths[k])).Where((_, k) => widths[k] > 0)).TrimEnd();
    }
}
