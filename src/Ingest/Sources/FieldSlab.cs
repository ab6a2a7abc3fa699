using System.Buffers;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Reads one time and one level of a variable, decoded, in the channel's unit and in stored order.</summary>
internal static class FieldSlab
{
    /// <param name="file">The open file.</param>
    /// <param name="location">Which slab.</param>
    /// <param name="stored">Receives [H, W], NaN where missing.</param>
    internal static void Read(NetCdfFile file, in FieldLocation location, Span<float> stored)
    {
        var field = location.Match.Field;
        var variable = file[field.HeldBy ?? field.Name];
        int rank = field.Roles.Count, cells = 1;
        Span<long> start = stackalloc long[rank], count = stackalloc long[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            count[axis] = field.Roles[axis] is AxisRole.Latitude or AxisRole.Longitude ? field.Lengths[axis] : 1;
            start[axis] = Start(location, axis);
            cells = checked(cells * (int)count[axis]);
        }
        float[] source = ArrayPool<float>.Shared.Rent(cells);
        try
        {
            Decode(variable, location.Conversion, start, count, source.AsSpan(0, cells));
            bool transposed = field.AxisOf(AxisRole.Longitude) < field.AxisOf(AxisRole.Latitude);
            field.GridAt(location.TimeIndex).Place(source.AsSpan(0, cells), transposed, stored);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(source);
        }
    }

    /// <summary>The first index of a slab on an axis.</summary>
    internal static long Start(in FieldLocation location, int axis) => location.Match.Field.Roles[axis] switch
    {
        AxisRole.Time => location.TimeIndex,
        AxisRole.Level => location.Match.LevelIndex,
        _ => location.Match.Field.Fixed?[axis] ?? 0,
    };

    // A conversion works on the unpacked double, so that there is one rounding.
    static void Decode(NetCdfVariable variable, ValueConversion conversion, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<float> values)
    {
        var packed = PackedValues.Of(variable);
        if (conversion.IsIdentity)
        {
            packed.Read(values, start, count);
        }
        else
        {
            byte[] raw = ArrayPool<byte>.Shared.Rent(values.Length * variable.ElementBytes);
            double[] unpacked = ArrayPool<double>.Shared.Rent(values.Length);
            var stored = raw.AsSpan(0, values.Length * variable.ElementBytes);
            variable.ReadRaw(stored, start, count);
            packed.Decode<double>(stored, unpacked.AsSpan(0, values.Length));
            for (int i = 0; i < values.Length; i++) values[i] = (float)(unpacked[i] * conversion.Scale + conversion.Offset);
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<double>.Shared.Return(unpacked);
        }
        PlainDecoding.OnlyFinite.Decode(values);
    }
}
