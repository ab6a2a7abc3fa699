using System.Globalization;
using System.Text.RegularExpressions;

namespace Rossby.Core;

/// <summary>A CF time coordinate: <c>hours since 1900-01-01 00:00:00</c> in a calendar, decoded and encoded exactly to the second.</summary>
public sealed partial class CfTime
{
    // A million years, in which years still are 32-bit numbers.
    const double MostSeconds = 1e6 * 366 * 86400;

    readonly long originDay;
    readonly double originSecond;
    readonly double secondsPerUnit;

    CfTime(string units, ClimateCalendar calendar, double secondsPerUnit, long originDay, double originSecond)
    {
        (Units, Calendar, this.secondsPerUnit, this.originDay, this.originSecond) = (units, calendar, secondsPerUnit, originDay, originSecond);
    }

    /// <summary>The units attribute.</summary>
    public string Units { get; }

    /// <summary>The calendar.</summary>
    public ClimateCalendar Calendar { get; }

    /// <summary>Reads the two attributes of a time coordinate.</summary>
    /// <exception cref="DataException">Not CF time units, or months and years outside a calendar where they have a fixed length.</exception>
    public static CfTime Parse(string units, string? calendarName)
    {
        var calendar = CalendarDays.Parse(calendarName);
        var match = UnitsPattern().Match(units);
        if (!match.Success) throw new DataException($"'{units}' is not a CF time unit such as 'hours since 1900-01-01 00:00:00'.");
        double seconds = SecondsPer(match.Groups["unit"].Value, calendar) ?? throw new DataException(match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "month" or "months" or "year" or "years" => $"'{units}': months and years have no fixed length outside the 360_day calendar. "
                + $"Where the times are one a {match.Groups["unit"].Value.TrimEnd('s')}, give them dates: cdo settaxis,2001-01-16,00:00:00,1{(match.Groups["unit"].Value.StartsWith('m') ? "mon" : "year")} in.nc out.nc, with the first one's date.",
            var other => $"'{units}': unknown unit of time '{other}'; known: nanoseconds, microseconds, milliseconds, seconds, minutes, hours, days.",
        });
        int year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        // Before the year 1 of the calendars that were in use comes the year -1, as CF, udunits and cftime have it; ours counts through 0.
        if (year < 0 && calendar is (ClimateCalendar.Standard or ClimateCalendar.Julian)) year++;
        int month = Number(match, "month", 1), day = Number(match, "day", 1);
        if (!CalendarDays.Exists(calendar, year, month, day)) throw new DataException($"'{units}': the {CalendarDays.Name(calendar)} calendar has no such date.");
        if (Number(match, "hour", 0) > 24 || Number(match, "minute", 0) > 59) throw new DataException($"'{units}': the day has no such hour.");
        double ofDay = Number(match, "hour", 0) * 3600 + Number(match, "minute", 0) * 60
            + (match.Groups["second"].Success ? double.Parse(match.Groups["second"].ValueSpan, CultureInfo.InvariantCulture) : 0);
        // What has no sign is UTC; wgrib2 writes it as 0:00.
        if (match.Groups["zone"] is { Success: true, Value: ['+' or '-', ..] zone })
        {
            int colon = zone.IndexOf(':', StringComparison.Ordinal);
            string hours = colon > 0 ? zone[1..colon] : zone.Length > 3 ? zone[1..^2] : zone[1..];
            string minutes = colon > 0 ? zone[(colon + 1)..] : zone.Length > 3 ? zone[^2..] : "0";
            double offset = int.Parse(hours, CultureInfo.InvariantCulture) * 3600 + int.Parse(minutes, CultureInfo.InvariantCulture) * 60;
            ofDay -= zone[0] == '-' ? -offset : offset;
        }
        return new CfTime(units, calendar, seconds, CalendarDays.DayNumber(calendar, year, month, day), ofDay);
    }

    /// <summary>The length of a unit of time in seconds; null where it is none, or has no fixed length in the calendar.</summary>
    public static double? SecondsPer(string unit, ClimateCalendar calendar) => unit.ToLowerInvariant() switch
    {
        "nanosecond" or "nanoseconds" or "nanosec" or "nanosecs" or "ns" => 1e-9,
        "microsecond" or "microseconds" or "microsec" or "microsecs" => 1e-6,
        "millisecond" or "milliseconds" or "millisec" or "millisecs" or "msec" or "msecs" or "ms" => 1e-3,
        "second" or "seconds" or "sec" or "secs" or "s" => 1,
        "minute" or "minutes" or "min" or "mins" => 60,
        "hour" or "hours" or "hr" or "hrs" or "h" => 3600,
        "day" or "days" or "d" => 86400,
        "month" or "months" when calendar == ClimateCalendar.ThreeSixtyDay => 30 * 86400,
        "year" or "years" when calendar == ClimateCalendar.ThreeSixtyDay => 360 * 86400,
        "common_year" or "common_years" when calendar == ClimateCalendar.NoLeap => 365 * 86400,
        _ => null,
    };

    /// <summary>The moment of a coordinate value, rounded to a second.</summary>
    /// <exception cref="DataException">The value is not finite.</exception>
    public ClimateTime Decode(double value)
    {
        long total = Seconds(value);
        long day = Math.DivRem(total, 86400, out long second);
        if (second < 0) (day, second) = (day - 1, second + 86400);
        var (year, month, dayOfMonth) = CalendarDays.Date(Calendar, day);
        return new ClimateTime(year, month, dayOfMonth, (int)second);
    }

    /// <summary>Seconds on a scale common to every unit and origin of one calendar, for comparing and differencing.</summary>
    /// <exception cref="DataException">The value is not finite.</exception>
    public long Seconds(double value)
    {
        double elapsed = originSecond + value * secondsPerUnit;
        if (!(Math.Abs(elapsed) < MostSeconds)) throw new DataException($"The time axis holds {value} ({Units}), which is no time of this world.");
        return originDay * 86400 + (long)Math.Round(elapsed);
    }

    /// <summary>The coordinate value of a moment.</summary>
    public double Encode(ClimateTime time) =>
        ((CalendarDays.DayNumber(Calendar, time.Year, time.Month, time.Day) - originDay) * 86400.0 + time.Second - originSecond) / secondsPerUnit;

    static int Number(Match match, string group, int absent) =>
        match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture) : absent;

    [GeneratedRegex(@"^\s*(?<unit>[A-Za-z_]+)\s+since\s+(?<year>-?[0-9]{1,6})(-(?<month>[0-9]{1,2})(-(?<day>[0-9]{1,2})([T\s]+(?<hour>[0-9]{1,2})(:(?<minute>[0-9]{1,2})(:(?<second>[0-9]{1,2}(\.[0-9]*)?))?)?)?)?)?\s*(?<zone>Z|UTC|GMT|0?0:00|[+-][0-9]{1,2}(:?[0-9]{2})?)?\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex UnitsPattern();
}
