namespace Rossby.Core;

/// <summary>The calendars of the CF conventions (section 4.4.1).</summary>
public enum ClimateCalendar
{
    /// <summary>Julian before 1582-10-15, Gregorian after (CF <c>standard</c>, <c>gregorian</c>).</summary>
    Standard,

    /// <summary>Gregorian at all times.</summary>
    ProlepticGregorian,

    /// <summary>A leap year every fourth year.</summary>
    Julian,

    /// <summary>365 days in every year (CF <c>noleap</c>, <c>365_day</c>).</summary>
    NoLeap,

    /// <summary>366 days in every year (CF <c>all_leap</c>, <c>366_day</c>).</summary>
    AllLeap,

    /// <summary>Twelve months of 30 days.</summary>
    ThreeSixtyDay,
}
