using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Says which files count time in which calendar, and how they come to be of one.</summary>
internal static class MixedCalendars
{
    const int MostTold = 3;

    // Those that cdo writes.
    static readonly ClimateCalendar[] Writable = [ClimateCalendar.Standard, ClimateCalendar.ProlepticGregorian, ClimateCalendar.NoLeap, ClimateCalendar.AllLeap, ClimateCalendar.ThreeSixtyDay];

    /// <summary>Whether two fields count time alike: the standard calendar and the proleptic Gregorian one name the same days since the reform.</summary>
    internal static bool Agree(SourceField a, SourceField b) => a.Times!.Cf.Calendar == b.Times!.Cf.Calendar || (IsGregorian(a) && IsGregorian(b));

    static bool IsGregorian(SourceField field)
    {
        var calendar = field.Times!.Cf.Calendar;
        if (calendar is not (ClimateCalendar.Standard or ClimateCalendar.ProlepticGregorian)) return false;
        long reform = CalendarDays.DayNumber(ClimateCalendar.ProlepticGregorian, 1582, 10, 15) * 86400;
        return field.Times.Seconds.All(s => s is not { } second || second >= reform);
    }

    /// <summary>The refusal of fields whose calendars differ.</summary>
    internal static DataException Refuse(IReadOnlyList<SourceField> fields)
    {
        var calendars = fields.Where(f => f.Times != null).GroupBy(f => f.Times!.Cf.Calendar)
            .Select(c => (Calendar: c.Key, Fields: c.ToList(), Files: c.Select(f => f.FilePath).Distinct().ToList())).OrderByDescending(c => c.Files.Count).ThenBy(c => Array.IndexOf(Writable, c.Calendar)).ToList();
        string kinds = string.Join("; ", calendars.Select(c => $"{CalendarDays.Name(c.Calendar)} in {Some(c.Files, ", ", "file")}"));
        string start = $"calendars are never mixed, and the files count time in {calendars.Count}: {kinds}. Make a set of each ($.ingest.source.paths)";
        var gregorian = calendars.Where(c => c.Fields.TrueForAll(IsGregorian)).Select(c => c.Calendar).ToHashSet();
        foreach (var calendar in calendars.Select(c => c.Calendar).Where(Writable.Contains))
        {
            var others = calendars.Where(c => c.Calendar != calendar && !(gregorian.Contains(c.Calendar) && gregorian.Contains(calendar))).SelectMany(c => c.Fields).ToList();
            if (others.Any(f => FirstLacking(f, calendar) != null)) continue;
            return new DataException($"{start}, or, if only the dates matter, all of which are in {CalendarDays.Name(calendar)} too, put copies in the others' place: {Some(Commands(others.Select(f => f.FilePath).Distinct(), calendar), "; ", "file")}");
        }
        var lacking = calendars.SelectMany(c => c.Fields, (c, field) => (c.Calendar, Field: field, Date: calendars.Where(other => other.Calendar != c.Calendar).Select(other => FirstLacking(field, other.Calendar)).FirstOrDefault(d => d != null)))
            .First(l => l.Date != null);
        return new DataException($"{start}: no one of them has all dates ({lacking.Field.FilePath} holds {lacking.Date})");
    }

    static IEnumerable<string> Commands(IEnumerable<string> files, ClimateCalendar calendar)
    {
        string name = calendar switch { ClimateCalendar.NoLeap => "365_day", ClimateCalendar.AllLeap => "366_day", _ => CalendarDays.Name(calendar) };
        return files.Select(file => $"cdo setcalendar,{name} {ShellWord.Of(file)} {ShellWord.Of($"{Path.ChangeExtension(file, null)}_{name}.nc")}");
    }

    static string Some(IEnumerable<string> all, string between, string what)
    {
        string[] told = [.. all];
        int more = told.Length - MostTold;
        return string.Join(between, told.Take(MostTold)) + (more > 0 ? $" and {more} more {what}{(more > 1 ? "s" : "")}" : "");
    }

    // The first date that another calendar does not have.
    static string? FirstLacking(SourceField field, ClimateCalendar calendar)
    {
        foreach (long second in field.Times!.Seconds.OfType<long>())
        {
            var (year, month, day) = CalendarDays.Date(field.Times.Cf.Calendar, (long)Math.Floor(second / 86400.0));
            if (!CalendarDays.Exists(calendar, year, month, day)) return $"{year:D4}-{month:D2}-{day:D2}";
        }
        return null;
    }
}
