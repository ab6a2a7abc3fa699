using Rossby.NetCdf;
using Rossby.Udunits;

namespace Rossby.Ingest;

/// <summary>Vertical axes in height above the ground, in m: 2 m temperature, 10 m wind.</summary>
internal static class HeightLevels
{
    /// <summary>Model screens stand at 1.5 to 2 m; a height is met within a quarter.</summary>
    const double Tolerance = 0.25;

    /// <summary>The axis's heights, or null when it is not one of height.</summary>
    internal static double[]? Read(NetCdfVariable coordinate)
    {
        string? units = coordinate.Attributes.Text("units");
        if (string.IsNullOrWhiteSpace(units) || UnitSystem.Convert(UnitSpellings.ForUdunits(units), "m") is not { Offset: 0 } conversion) return null;
        return [.. CoordinateValues.Read(coordinate).Select(height => height * conversion.Scale)];
    }

    /// <summary>Index of a height, or -1.</summary>
    internal static int IndexOf(IReadOnlyList<double> heightsM, double heightM)
    {
        for (int i = 0; i < heightsM.Count; i++)
            if (Math.Abs(heightsM[i] - heightM) <= Tolerance * heightM) return i;
        return -1;
    }
}
