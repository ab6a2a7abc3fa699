using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Time units and calendars as climate centres spell them: each time is cftime's, and what cftime refuses is refused.</summary>
public class TimeUnitsTests
{
    static readonly (string Units, string Calendar, double Value)[] Table =
    [
        ("hours since 2001-1-1 0:0:0.0", "gregorian", 18), ("days since 2001-01-01T00:00:00Z", "standard", 0.75), ("hours since 2001-01-01 00:00:00 +02:00", "standard", 18),
        ("hours since 2001-01-01 12:00:00 UTC", "standard", 18), ("seconds since 1970-01-01", "proleptic_gregorian", 978372000), ("minutes since 1980-01-01 00:30:00", "standard", 1080),
        ("milliseconds since 2001-01-01", "standard", 64800000), ("d since 2001-01-01", "standard", 3), ("hr since 2001-01-01", "standard", 3), ("hours since 1900-01-01 00:00:0.0", "gregorian", 885354),
        ("months since 2001-01-01", "360_day", 3), ("months since 2001-01-01", "standard", 3), ("years since 2001-01-01", "noleap", 3), ("weeks since 2001-01-01", "standard", 3),
        ("days since 0000-01-01", "noleap", 3), ("days since -0004-01-01", "noleap", 3), ("days since 0001-01-01", "julian", 730003), ("days since 2001-01-01", "NOLEAP", 59),
        ("days since 2000-01-01", "366_day", 59), ("days since 2001-02-30", "360_day", 3), ("days since 2001-02-30", "standard", 3), ("days since 1582-10-14", "standard", 3),
        ("days since 1582-10-04", "standard", 3), ("days since 2001-01-01", "none", 3), ("common_year since 2001-01-01", "standard", 3), ("day as %Y%m%d.%f", "standard", 20010101.25),
        ("seconds since 1970-01-01 00:00:00.0 0:00", "standard", 978372000), ("hours since 2001-01-01 12:00 utc", "standard", 3), ("hours since 2001-01-01t12:00z", "standard", 3),
        ("hours since 2001-01-01 00:00:00 gmt", "standard", 3), ("common_years since 2001-01-01", "noleap", 3), ("common_year since 2001-01-01", "365_day", 2), ("hours since ٢٠٠١-01-01", "standard", 3),
        ("days after 2001-01-01", "standard", 3), ("hours since yesterday", "standard", 3),
    ];

    [Fact]
    public void Every_spelling_means_what_cftime_says()
    {
        string[] expected = Referee.Run("""
            import sys, cftime
            for row in sys.argv[1:]:
                units, calendar, value = row.split('|')
                try:
                    print(cftime.num2date(float(value), units, calendar.lower()).isoformat())
                except Exception:
                    print('refused')
            """, [.. Table.Select(row => FormattableString.Invariant($"{row.Units}|{row.Calendar}|{row.Value}"))]).Split('\n');
        Assert.Equal(Table.Zip(expected, (row, time) => $"{row.Units} ({row.Calendar}): {time}"), Table.Select(row => $"{row.Units} ({row.Calendar}): {Said(row.Units, row.Calendar, row.Value)}"));
    }

    static string Said(string units, string calendar, double value)
    {
        try
        {
            var cf = CfTime.Parse(units, calendar);
            return cf.Decode(value).ToString();
        }
        catch (RossbyException)
        {
            return "refused";
        }
    }
}
