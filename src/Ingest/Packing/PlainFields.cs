using System.Collections.Concurrent;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>
/// Finds out which fields lie in their files as plain runs of float32: in one piece, in the machine's byte order, not packed, without limits,
/// latitude and longitude their last two axes. All others are read whole. Safe from several threads.
/// </summary>
internal sealed class PlainFields(OpenFiles open)
{
    readonly ConcurrentDictionary<(string Path, string Variable), (long Offset, float[] Fills)?> known = [];

    /// <summary>The plain field at a location, or null.</summary>
    internal PlainField? Find(in FieldLocation location)
    {
        var field = location.Match.Field;
        int axes = field.Roles.Count;
        if (field.Grid == null || axes < 2 || field.AxisOf(AxisRole.Latitude) != axes - 2 || field.AxisOf(AxisRole.Longitude) != axes - 1) return null;
        string variable = field.HeldBy ?? field.Name;
        if (known.GetOrAdd((field.FilePath, variable), _ => Look(field.FilePath, variable)) is not var (offset, fills)) return null;
        long plane = 0;
        for (int axis = 0; axis < axes - 2; axis++) plane = plane * field.Lengths[axis] + FieldSlab.Start(location, axis);
        long planeBytes = field.Lengths[axes - 2] * field.Lengths[axes - 1] * sizeof(float);
        return new PlainField(field.FilePath, field.Name, offset + plane * planeBytes, field.GridAt(location.TimeIndex),
            new PlainDecoding(fills, location.Conversion.Scale, location.Conversion.Offset));
    }

    (long Offset, float[] Fills)? Look(string path, string name) => open.Use<(long, float[])?>(path, file =>
        file[name] is { Offset: { } offset } variable && PackedValues.Of(variable).PlainFills is { } fills ? (offset, fills) : null);
}
