using System.Collections.Concurrent;
using Rossby.Hdf5;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>
/// Finds out which fields lie in their files as plain runs of float32: contiguous variables of netCDF-4 files, little-endian, not packed, without limits,
/// latitude and longitude their last two axes. All others are read through the library. Safe from several threads.
/// </summary>
internal sealed class PlainFields(OpenFiles open)
{
    readonly ConcurrentDictionary<(string Path, string Variable), (long Offset, float[] Fills)?> known = [];

    /// <summary>The plain field at a location, or null.</summary>
    internal PlainField? Find(in FieldLocation location)
    {
        var field = location.Match.Field;
        int axes = field.Roles.Count;
        if (axes < 2 || field.AxisOf(AxisRole.Latitude) != axes - 2 || field.AxisOf(AxisRole.Longitude) != axes - 1 || field.Grid == null) return null;
        if (known.GetOrAdd((field.FilePath, field.Name), _ => Look(field)) is not var (offset, fills)) return null;
        long plane = 0;
        for (int axis = 0; axis < axes - 2; axis++)
        {
            long index = field.Roles[axis] switch { AxisRole.Time => location.TimeIndex, AxisRole.Level => location.Match.LevelIndex, _ => 0 };
            plane = plane * field.Lengths[axis] + index;
        }
        long planeBytes = field.Lengths[axes - 2] * field.Lengths[axes - 1] * sizeof(float);
        return new PlainField(field.FilePath, field.Name, offset + plane * planeBytes, field.Grid,
            new PlainDecoding(fills, location.Conversion.Scale, location.Conversion.Offset));
    }

    (long Offset, float[] Fills)? Look(SourceField field) => open.Use<(long, float[])?>(field.FilePath, file =>
    {
        if (file.Format != NetCdfFormat.NetCdf4 || !BitConverter.IsLittleEndian || PackedValues.Of(file[field.Name]).PlainFills is not { } fills) return null;
        using var hdf = H5File.Open(field.FilePath);
        if (!hdf.Exists(field.Name)) return null;
        using var dataset = hdf.OpenDataset(field.Name);
        bool isPlain = dataset is { Offset: not null, ElementType: H5ElementType.Float32, IsBigEndian: false } && dataset.Shape.AsSpan().SequenceEqual([.. field.Lengths]);
        return isPlain ? (dataset.Offset!.Value, fills) : null;
    });
}
