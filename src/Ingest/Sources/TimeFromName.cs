using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Reads a time from a file's name by a pattern such as <c>*_yyyyMMddHH_*</c>: yyyy, MM, dd, HH, mm, ss stand for digits, * and ? for anything.</summary>
internal sealed class TimeFromName
{
    static readonly string[] Tokens = ["yyyy", "MM", "dd", "HH", "mm", "ss"];
    readonly string pattern;
    readonly Regex regex;

    /// <exception cref="ConfigException">The pattern names no year, or a part twice.</exception>
    internal TimeFromName(string pattern)
    {
        this.pattern = pattern;
        var expression = new StringBuilder("^");
        var seen = new HashSet<string>();
        for (int i = 0; i < pattern.Length;)
        {
            string? token = Tokens.FirstOrDefault(t => string.CompareOrdinal(pattern, i, t, 0, t.Length) == 0);
            if (token == null)
            {
                expression.Append(pattern[i] switch { '*' => ".*?", '?' => ".", var c => Regex.Escape(c.ToString()) });
                i++;
                continue;
            }
            if (!seen.Add(token)) throw new ConfigException([$"$.ingest.source.timeFromName: '{pattern}' has {token} twice."]);
            expression.Append(CultureInfo.InvariantCulture, $@"(?<{token}>\d{{{token.Length}}})");
            i += token.Length;
        }
        if (!seen.Contains("yyyy")) throw new ConfigException([$"$.ingest.source.timeFromName: '{pattern}' has no yyyy."]);
        regex = new Regex(expression.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline);
    }

    /// <summary>The time in a file's name; parts that the pattern lacks are the first of their kind.</summary>
    /// <exception cref="DataException">The name does not match, or its digits are no date of the calendar.</exception>
    internal ClimateTime Read(string path, ClimateCalendar calendar)
    {
        var match = regex.Match(Path.GetFileName(path));
        if (!match.Success) throw new DataException($"{path}: has no time axis, and its name does not match timeFromName '{pattern}'");
        int Part(string token, int otherwise) =>
            match.Groups[token] is { Success: true } group ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : otherwise;
        int year = Part("yyyy", 0), month = Part("MM", 1), day = Part("dd", 1), hour = Part("HH", 0), minute = Part("mm", 0), second = Part("ss", 0);
        if (!CalendarDays.Exists(calendar, year, month, day) || hour > 23 || minute > 59 || second > 59)
            throw new DataException($"{path}: by timeFromName '{pattern}' its name says "
                + $"{year:D4}-{month:D2}-{day:D2} {hour:D2}:{minute:D2}:{second:D2}, which is no time of the {CalendarDays.Name(calendar)} calendar");
        return new ClimateTime(year, month, day, hour * 3600 + minute * 60 + second);
    }
}
