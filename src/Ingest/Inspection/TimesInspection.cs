using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The times of a variable.</summary>
public sealed record TimesInspection
{
    /// <summary>How many there are.</summary>
    public required int Count { get; init; }

    /// <summary>The first, ISO 8601.</summary>
    public required string First { get; init; }

    /// <summary>The last.</summary>
    public required string Last { get; init; }

    /// <summary>The usual distance of two, in hours; null for one time.</summary>
    public double? StepHours { get; init; }

    /// <summary>The calendar.</summary>
    public required string Calendar { get; init; }

    /// <summary>The units attribute of the time coordinate.</summary>
    public required string Units { get; init; }

    /// <summary>The usual length of the intervals of means or sums, in hours; their times are the midpoints. Null for instantaneous fields.</summary>
    public double? IntervalHours { get; init; }

    /// <summary>Intervals of no length, which are left out.</summary>
    public int EmptyIntervals { get; init; }

    /// <summary>What a user should know of times that are taken as they stand; null where there is nothing to say.</summary>
    public string? Note { get; init; }

    /// <summary>Reads them off an axis.</summary>
    internal static TimesInspection? Of(TimeAxis? axis)
    {
        long[] seconds = [.. (axis?.Seconds ?? []).OfType<long>().Order()];
        if (axis == null || seconds.Length == 0) return null;
        long[] steps = [.. seconds.Skip(1).Zip(seconds, (next, before) => next - before).Order()];
        return new TimesInspection
        {
            Count = seconds.Length,
            First = Text(axis.Cf, seconds[0]),
            Last = Text(axis.Cf, seconds[^1]),
            StepHours = steps.Length == 0 ? null : steps[steps.Length / 2] / 3600.0,
            Calendar = CalendarDays.Name(axis.Cf.Calendar),
            Units = axis.Cf.Units,
            IntervalHours = axis.IntervalSeconds is { Count: > 0 } lengths ? lengths.Order().ElementAt(lengths.Count / 2) / 3600.0 : null,
            Note = axis.Note,
            EmptyIntervals = axis.Seconds.Count - seconds.Length,
        };
    }

    /// <summary>In one line.</summary>
    public override string ToString() =>
        (Count == 1 ? $"{First}" : string.Create(CultureInfo.InvariantCulture, $"{Count} from {First} to {Last}, every {StepHours:0.####} h"))
        + $", {Calendar} calendar, {Units}"
        + (IntervalHours is { } hours ? string.Create(CultureInfo.InvariantCulture, $", means or sums over {hours:0.####} h at the middle of their bounds") : "")
        + (EmptyIntervals > 0 ? $", {EmptyIntervals} interval(s) of no length left out" : "")
        + (Note == null ? "" : $"; {Note}");

    static string Text(CfTime cf, long second)
    {
        long day = Math.DivRem(second, 86400, out long rest);
        if (rest < 0) (day, rest) = (day - 1, rest + 86400);
        var (year, month, dayOfMonth) = CalendarDays.Date(cf.Calendar, day);
        return new ClimateTime(year, month, dayOfMonth, (int)rest).ToString();
    }
}
