using System.Globalization;
using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>The times of a variable in one file.</summary>
/// <param name="Cf">Units and calendar.</param>
/// <param name="Seconds">Per index on the time dimension, on the calendar's common scale; null where a mean's interval is empty, which is dropped.</param>
internal sealed record TimeAxis(CfTime Cf, IReadOnlyList<long?> Seconds)
{
    /// <summary>The length of each mean's or sum's interval; null without bounds, or for a field that is neither.</summary>
    internal IReadOnlyList<long>? IntervalSeconds { get; init; }

    /// <summary>What a user should know of times that are taken as they stand; null where there is nothing to say.</summary>
    internal string? Note { get; init; }

    /// <summary>Reads a time coordinate.</summary>
    /// <param name="file">The file.</param>
    /// <param name="coordinate">Its time variable, of one dimension or none.</param>
    /// <param name="isMean">Whether the field is a mean or a sum over time: its times are the midpoints of the bounds, where the file has them (SCIENCE, Time).</param>
    /// <exception cref="DataException">Its units are no CF time, or a value is missing.</exception>
    internal static TimeAxis Read(NetCdfFile file, NetCdfVariable coordinate, bool isMean)
    {
        string units = coordinate.Attributes.Text("units") ?? throw new DataException($"the time coordinate {coordinate.Name} has no units");
        var cf = CfTime.Parse(units, coordinate.Attributes.Text("calendar"));
        if (isMean && Bounds(file, coordinate) is { } bounds) return new TimeAxis(cf, Midpoints(cf, bounds)) { IntervalSeconds = Lengths(cf, bounds) };
        return new TimeAxis(cf, [.. CoordinateValues.Read(coordinate).Select(v => (long?)cf.Seconds(v))]) { Note = isMean ? NoteOf(coordinate) : null };
    }

    /// <summary>The times that WRF writes as text, <c>2005-08-28_00:00:00</c>, along a time dimension; null where there are none.</summary>
    /// <exception cref="DataException">A text is no time.</exception>
    internal static TimeAxis? OfTexts(NetCdfFile file, NetCdfDimension dimension)
    {
        var written = file.Variables.FirstOrDefault(v => v is { Name: "Times", Type: NetCdfType.Char, Dimensions.Count: 2 } && v.Dimensions[0] == dimension);
        if (written == null) return null;
        var cf = CfTime.Parse("seconds since 1900-01-01 00:00:00", "standard");
        return new TimeAxis(cf, [.. written.ReadTexts().Select(Second)]);

        long? Second(string text)
        {
            if (!DateTime.TryParseExact(text, "yyyy-MM-dd_HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                throw new DataException($"{written.Name} holds '{text}', which is not a time such as 2005-08-28_00:00:00");
            return cf.Seconds(cf.Encode(new ClimateTime(time.Year, time.Month, time.Day, (int)time.TimeOfDay.TotalSeconds)));
        }
    }

    static string? NoteOf(NetCdfVariable coordinate) =>
        coordinate.Attributes.Text("bounds") is { } lost ? $"means stand at the times as written, which may be an end of their intervals: {lost}, which has the bounds of {coordinate.Name}, is not there or has another shape"
        : coordinate.Attributes.Text("climatology") != null ? $"a climatology: its times ({coordinate.Name}) are taken as they stand" : null;

    // Bounds of a climatology (CF 7.4) span decades; its times are taken as they stand.
    static double[]? Bounds(NetCdfFile file, NetCdfVariable coordinate)
    {
        string? name = coordinate.Attributes.Text("bounds");
        return name != null && file.Find(name.Trim()) is { } variable && variable.Length == 2 * coordinate.Length ? CoordinateValues.Read(variable) : null;
    }

    static long[] Lengths(CfTime cf, double[] bounds)
    {
        long[] lengths = new long[bounds.Length / 2];
        for (int i = 0; i < lengths.Length; i++) lengths[i] = Math.Abs(cf.Seconds(bounds[2 * i + 1]) - cf.Seconds(bounds[2 * i]));
        return lengths;
    }

    static long?[] Midpoints(CfTime cf, double[] bounds)
    {
        var seconds = new long?[bounds.Length / 2];
        for (int i = 0; i < seconds.Length; i++)
            seconds[i] = bounds[2 * i] == bounds[2 * i + 1] ? null : cf.Seconds((bounds[2 * i] + bounds[2 * i + 1]) / 2);
        return seconds;
    }
}
