using System.Text.RegularExpressions;
using Rossby.Core;
using Rossby.Ingest;
using Rossby.NetCdf;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>
/// What ingest makes of every variable of every real file: grid, times and levels of a field, or the reason why it is none. The table beside this
/// (fields.txt) was written by this reader and read through; it holds what is read from changing unseen. What other programs say is in RealFileTests.
/// </summary>
public class FieldTableTests
{
    static readonly string[] Extensions = [".nc", ".nc4", ".cdf", ".h5", ".hdf5"];

    [Fact]
    public void Every_time_is_cftimes_to_a_second()
    {
        string folder = SharedFolder.In("data");
        string[] expected = Referee.RunFile("Ingest/Sources/times.py", folder).Split('\n');
        var seen = new List<string>();
        foreach (string path in Files(folder))
        {
            using var file = NetCdfFile.Open(path);
            foreach (var variable in file.Variables.Where(v => AxisRoles.HasTimeUnits(v) && v.ElementBytes > 0).OrderBy(v => v.Name, StringComparer.Ordinal))
            {
                var cf = CfTime.Parse(variable.Attributes.Text("units")!, variable.Attributes.Text("calendar"));
                float[] isMissing = variable.ReadDecoded();
                var times = variable.ReadDoubles().Where((_, i) => !float.IsNaN(isMissing[i])).Select(cf.Decode).ToList();
                string text = string.Join(' ', times.Count <= 12 ? times : [.. times.Take(6), .. times.TakeLast(6)]);
                seen.Add($"{Path.GetRelativePath(folder, path)} {variable.Name} {times.Count} {text}");
            }
        }
        Assert.Equal(expected, seen);
    }

    [Fact]
    public void Every_variable_is_a_field_or_refused_with_the_reason()
    {
        string folder = SharedFolder.In("data");
        var lines = Files(folder).SelectMany(p => Lines(p, folder));
        Assert.Equal(File.ReadAllText(RepositoryRoot.In("tests", "Native", "Ingest", "Sources", "fields.txt")), string.Concat(lines.Select(l => l + "\n")));
    }

    static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(p => Extensions.Contains(Path.GetExtension(p).ToLowerInvariant())).Order(StringComparer.Ordinal);

    static IEnumerable<string> Lines(string path, string folder)
    {
        using var file = NetCdfFile.Open(path);
        var fields = SourceFile.Read(file, FilesSourceConfig.AnyLayout).Fields;
        yield return $"{Path.GetRelativePath(folder, path)}";
        foreach (var field in fields.Where(f => f.Refusal == null)) yield return $"  {field.Name}: {Described(field)}";
        foreach (var refused in fields.Where(f => f.Refusal != null).GroupBy(f => Reason(f.Refusal!, path, f)))
            yield return $"  refused, {refused.Key}: {string.Join(' ', refused.Select(f => f.Name))}";
    }

    static string Reason(string refusal, string path, SourceField field)
    {
        Assert.StartsWith($"{path}: {field}: ", refusal, StringComparison.Ordinal);
        string reason = refusal[$"{path}: {field}: ".Length..].Replace(path, "FILE", StringComparison.Ordinal).Replace(Path.ChangeExtension(path, null), "FILE", StringComparison.Ordinal)
            .Replace(field.Name + ":GZIP", "NAME:GZIP", StringComparison.Ordinal);
        // The command that regrids names the variable.
        int command = reason.IndexOf("regrid it first: ", StringComparison.Ordinal);
        string leaf = field.Name[(field.Name.LastIndexOf('/') + 1)..];
        return command < 0 ? reason : reason[..command] + Regex.Replace(reason[command..], $"(?<=coordinates,|-selname,|FILE_|/){Regex.Escape(leaf)}(?=[,_ ])", "NAME");
    }

    static string Described(SourceField field)
    {
        var cf = field.Times?.Cf;
        string times = field.Times == null ? "no time" : $"{field.Times.Seconds.Count} times from {Moment(field.Times, 0)} to {Moment(field.Times, field.Times.Seconds.Count - 1)}{(field.Times.IntervalSeconds == null ? "" : ", means")}";
        string levels = field.LevelsHPa == null ? "" : FormattableString.Invariant($", {field.LevelsHPa.Count} levels from {field.LevelsHPa[0]:0.####} to {field.LevelsHPa[^1]:0.####} hPa");
        return $"{field.Grid}{(field.Grid!.Grid.IsGlobal ? ", global" : "")}; {times}{(cf == null ? "" : $", {CalendarDays.Name(cf.Calendar)}")}{levels}";
    }

    static string Moment(TimeAxis axis, int index)
    {
        if (index < 0 || axis.Seconds[index] is not { } second) return "none";
        long day = (long)Math.Floor(second / 86400.0);
        var (year, month, dayOfMonth) = CalendarDays.Date(axis.Cf.Calendar, day);
        return new ClimateTime(year, month, dayOfMonth, (int)(second - day * 86400)).ToString();
    }
}
