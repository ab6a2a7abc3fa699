using Rossby.Core;
using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Reads a coordinate variable whole, unpacked, in double.</summary>
internal static class CoordinateValues
{
    /// <summary>All its values, row-major.</summary>
    /// <exception cref="DataException">It is damaged, holds no numbers, or misses some.</exception>
    internal static double[] Read(NetCdfVariable variable)
    {
        double[] values = ReadWithGaps(variable);
        int missing = Array.FindIndex(values, v => !double.IsFinite(v));
        return missing < 0 ? values : throw new DataException($"{variable.FilePath}: {variable.Name}: the coordinate is missing at index {missing}");
    }

    /// <summary>All its values, row-major, NaN where one is missing.</summary>
    /// <exception cref="DataException">It is damaged, or holds no numbers.</exception>
    internal static double[] ReadWithGaps(NetCdfVariable variable)
    {
        variable.RequireReadable(variable.Length);
        byte[] raw = new byte[variable.Length * variable.ElementBytes];
        double[] values = new double[variable.Length];
        variable.ReadRaw(raw, new long[variable.Shape.Length], variable.Shape);
        PackedValues.Of(variable).Decode<double>(raw, values);
        return values;
    }
}
