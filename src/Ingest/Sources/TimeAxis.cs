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
        if (coordinate.Attributes.Find("calendar") is { IsText: false } calendar) throw new DataException($"the time coordinate {coordinate.Name} has {calendar}, which names no calendar");
        return Read(file, coordinate, CfTime.Parse(units, coordinate.Attributes.Text("calendar")), isMean);
    }

    /// <summary>Reads a coordinate that counts time so.</summary>
    /// <inheritdoc cref="Read(NetCdfFile, NetCdfVariable, bool)"/>
    internal static TimeAxis Read(NetCdfFile file, NetCdfVariable coordinate, CfTime cf, bool isMean)
    {
        if (isMean && Bounds(file, coordinate) is { } bounds)
        {
            var theirs = CfOfBounds(bounds, coordinate) ?? cf;
            double[] values = CoordinateValues.Read(bounds);
            return new TimeAxis(cf, Midpoints(theirs, values)) { IntervalSeconds = Lengths(theirs, values) };
        }
        return new TimeAxis(cf, [.. CoordinateValues.Read(coordinate).Select(v => (long?)cf.Seconds(v))]) { Note = isMean ? NoteOf(coordinate) : null };
    }

    static string? NoteOf(NetCdfVariable coordinate) =>
        coordinate.Attributes.Text("bounds") is { } lost ? $"means stand at the times as written, which may be an end of their intervals: {lost}, which has the bounds of {coordinate.Name}, is not there or has another shape"
        : coordinate.Attributes.Text("climatology") != null ? $"a climatology: its times ({coordinate.Name}) are taken as they stand" : null;

    // Bounds of a climatology (CF 7.4) span decades; its times are taken as they stand.
    static NetCdfVariable? Bounds(NetCdfFile file, NetCdfVariable coordinate) =>
        coordinate.Attributes.Text("bounds") is { } name && file.Find(name.Trim()) is { } variable
            && variable.Dimensions.SkipLast(1).SequenceEqual(coordinate.Dimensions) && variable.Shape is [.., 2] ? variable : null;

    // CF 7.1: bounds have the units of their coordinate; where they state others, those count.
    static CfTime? CfOfBounds(NetCdfVariable bounds, NetCdfVariable coordinate) =>
        AxisRoles.HasTimeUnits(bounds) ? CfTime.Parse(bounds.Attributes.Text("units")!, coordinate.Attributes.Text("calendar")) : null;

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
