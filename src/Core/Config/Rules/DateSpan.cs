using System.Globalization;

namespace Rossby.Core;

/// <summary>
/// A day, month, year, or <c>first/last</c> of them with both ends included, as numbers year x 10000 + month x 100 + day that hold in every calendar.
/// </summary>
/// <param name="First">The first day.</param>
/// <param name="Last">The last day, at most 31 of its month.</param>
internal readonly record struct DateSpan(int First, int Last)
{
    public bool Overlaps(DateSpan other) => First <= other.Last && other.First <= Last;

    public static bool TryParse(string text, out DateSpan span)
    {
        string[] ends = text.Split('/');
        span = default;
        if (ends.Length > 2 || !TryPart(ends[0], out var first) || !TryPart(ends[^1], out var last)) return false;
        span = new DateSpan(first.First, last.Last);
        return span.First <= span.Last;
    }

    static bool TryPart(string text, out DateSpan span)
    {
        string[] parts = text.Trim().Split('-');
        int[] values = new int[parts.Length];
        span = default;
        for (int i = 0; i < parts.Length; i++)
        {
            if (i > 2 || parts[i].Length != (i == 0 ? 4 : 2)) return false;
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out values[i])) return false;
        }
        if (values is [_, < 1 or > 12, ..] or [_, _, < 1 or > 31]) return false;
        span = values switch
        {
            [var year] => new DateSpan(year * 10000 + 101, year * 10000 + 1231),
            [var year, var month] => new DateSpan(year * 10000 + month * 100 + 1, year * 10000 + month * 100 + 31),
            _ => new DateSpan(values[0] * 10000 + values[1] * 100 + values[2], values[0] * 10000 + values[1] * 100 + values[2]),
        };
        return true;
    }
}
