namespace Rossby.Core;

/// <summary>A moment in some calendar of the CF conventions; compared at one second.</summary>
/// <param name="Year">Year of the calendar, which may have 360 days.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Day">1 to 31.</param>
/// <param name="Second">Seconds since midnight, 0 to 86,399.</param>
public readonly record struct ClimateTime(int Year, int Month, int Day, int Second) : IComparable<ClimateTime>
{
    /// <summary>Hour of the day.</summary>
    public int Hour => Second / 3600;

    /// <inheritdoc/>
    public int CompareTo(ClimateTime other) => (Year, Month, Day, Second).CompareTo((other.Year, other.Month, other.Day, other.Second));

    /// <summary>Whether the left is earlier.</summary>
    public static bool operator <(ClimateTime left, ClimateTime right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left is later.</summary>
    public static bool operator >(ClimateTime left, ClimateTime right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left is not later.</summary>
    public static bool operator <=(ClimateTime left, ClimateTime right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left is not earlier.</summary>
    public static bool operator >=(ClimateTime left, ClimateTime right) => left.CompareTo(right) >= 0;

    /// <summary>As ISO 8601: <c>2015-12-12T06:00:00</c>.</summary>
    public override string ToString() => $"{Year:D4}-{Month:D2}-{Day:D2}T{Hour:D2}:{Second / 60 % 60:D2}:{Second % 60:D2}";
}
