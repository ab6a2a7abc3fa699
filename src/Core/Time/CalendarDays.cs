namespace Rossby.Core;

/// <summary>Day counts in each calendar, exact for any year.</summary>
public static class CalendarDays
{
    static readonly int[] MonthStart = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    static readonly int[] LeapMonthStart = [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366];

    // Day numbers of 1582-10-15 in both reckonings, counted from 0000-03-01 proleptic Gregorian by the formulas below.
    static readonly long ReformDay = Gregorian(1582, 10, 15);

    /// <summary>The name as CF writes it, read.</summary>
    /// <exception cref="DataException">No calendar has that name.</exception>
    public static ClimateCalendar Parse(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        null or "" or "standard" or "gregorian" => ClimateCalendar.Standard,
        "proleptic_gregorian" => ClimateCalendar.ProlepticGregorian,
        "julian" => ClimateCalendar.Julian,
        "noleap" or "365_day" or "no_leap" => ClimateCalendar.NoLeap,
        "all_leap" or "366_day" => ClimateCalendar.AllLeap,
        "360_day" => ClimateCalendar.ThreeSixtyDay,
        _ => throw new DataException($"Unknown calendar '{name}'; known: standard, proleptic_gregorian, julian, noleap, all_leap, 360_day."),
    };

    /// <summary>The calendar's name as CF writes it.</summary>
    public static string Name(ClimateCalendar calendar) => calendar switch
    {
        ClimateCalendar.Standard => "standard",
        ClimateCalendar.ProlepticGregorian => "proleptic_gregorian",
        ClimateCalendar.Julian => "julian",
        ClimateCalendar.NoLeap => "noleap",
        ClimateCalendar.AllLeap => "all_leap",
        _ => "360_day",
    };

    /// <summary>A running day number; only differences within one calendar mean anything.</summary>
    public static long DayNumber(ClimateCalendar calendar, int year, int month, int day) => calendar switch
    {
        ClimateCalendar.NoLeap => 365L * year + MonthStart[month - 1] + day - 1,
        ClimateCalendar.AllLeap => 366L * year + LeapMonthStart[month - 1] + day - 1,
        ClimateCalendar.ThreeSixtyDay => 360L * year + 30L * (month - 1) + day - 1,
        ClimateCalendar.Julian => Julian(year, month, day),
        ClimateCalendar.ProlepticGregorian => Gregorian(year, month, day),
        _ => (year, month, day).CompareTo((1582, 10, 15)) >= 0 ? Gregorian(year, month, day) : Julian(year, month, day),
    };

    /// <summary>The date of a running day number.</summary>
    public static (int Year, int Month, int Day) Date(ClimateCalendar calendar, long dayNumber)
    {
        switch (calendar)
        {
            case ClimateCalendar.NoLeap: return FromYearDay(dayNumber, 365, MonthStart);
            case ClimateCalendar.AllLeap: return FromYearDay(dayNumber, 366, LeapMonthStart);
            case ClimateCalendar.ThreeSixtyDay:
                long year = Math.DivRem(dayNumber, 360, out long rest);
                if (rest < 0) (year, rest) = (year - 1, rest + 360);
                return ((int)year, (int)(rest / 30) + 1, (int)(rest % 30) + 1);
            case ClimateCalendar.Julian: return FromJulian(dayNumber);
            case ClimateCalendar.ProlepticGregorian: return FromGregorian(dayNumber);
            default: return dayNumber >= ReformDay ? FromGregorian(dayNumber) : FromJulian(dayNumber);
        }
    }

    /// <summary>Whether the calendar has that date.</summary>
    public static bool Exists(ClimateCalendar calendar, int year, int month, int day) =>
        month is >= 1 and <= 12 && day is >= 1 and <= 31 && Date(calendar, DayNumber(calendar, year, month, day)) == (year, month, day);

    static (int, int, int) FromYearDay(long dayNumber, int daysInYear, int[] monthStart)
    {
        long year = Math.DivRem(dayNumber, daysInYear, out long rest);
        if (rest < 0) (year, rest) = (year - 1, rest + daysInYear);
        int month = 1;
        while (monthStart[month] <= rest) month++;
        return ((int)year, month, (int)rest - monthStart[month - 1] + 1);
    }

    // Years start in March, so that a leap day is the last of its year (Fliegel and Van Flandern's device).
    static long Gregorian(int year, int month, int day)
    {
        long y = month <= 2 ? year - 1 : year;
        long m = month <= 2 ? month + 9 : month - 3;
        return 365 * y + Floor(y, 4) - Floor(y, 100) + Floor(y, 400) + (153 * m + 2) / 5 + day - 1;
    }

    // Both reckonings agree on 200-03-01 to 300-02-28, which fixes the offset of two days.
    static long Julian(int year, int month, int day)
    {
        long y = month <= 2 ? year - 1 : year;
        long m = month <= 2 ? month + 9 : month - 3;
        return 365 * y + Floor(y, 4) + (153 * m + 2) / 5 + day - 1 - 2;
    }

    static (int, int, int) FromGregorian(long dayNumber)
    {
        long era = Floor(dayNumber, 146097), dayOfEra = dayNumber - era * 146097;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
        return MarchDate(era * 400 + yearOfEra, dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100));
    }

    static (int, int, int) FromJulian(long dayNumber)
    {
        long shifted = dayNumber + 2, era = Floor(shifted, 1461), dayOfEra = shifted - era * 1461;
        long yearOfEra = (dayOfEra - dayOfEra / 1460) / 365;
        return MarchDate(era * 4 + yearOfEra, dayOfEra - 365 * yearOfEra);
    }

    static (int, int, int) MarchDate(long marchYear, long dayOfYear)
    {
        long m = (5 * dayOfYear + 2) / 153;
        int month = (int)(m < 10 ? m + 3 : m - 9);
        return ((int)(month <= 2 ? marchYear + 1 : marchYear), month, (int)(dayOfYear - (153 * m + 2) / 5) + 1);
    }

    static long Floor(long a, long b) => a >= 0 ? a / b : -((-a + b - 1) / b);
}
