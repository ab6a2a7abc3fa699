using Rossby.NetCdf;
using Rossby.Udunits;

namespace Rossby.Ingest;

/// <summary>Vertical axes in pressure, in hPa. A hybrid axis is never taken as pressure (SCIENCE, Units).</summary>
internal static class PressureLevels
{
    /// <summary>Two levels are one when they differ by less than this share: 850 and 850.0001.</summary>
    const double Tolerance = 1e-3;

    /// <summary>The axis's levels in hPa, or null when it is not one of pressure.</summary>
    internal static double[]? Read(NetCdfVariable coordinate)
    {
        if (coordinate.Attributes.Find("formula_terms") != null) return null;
        if (coordinate.Attributes.Text("standard_name")?.Contains("hybrid", StringComparison.Ordinal) == true) return null;
        if (HPaPerUnit(coordinate.Attributes.Text("units")) is not { } factor) return null;
        return [.. CoordinateValues.Read(coordinate).Select(p => p * factor)];
    }

    /// <summary>Index of a level, or -1.</summary>
    internal static int IndexOf(IReadOnlyList<double> levelsHPa, double levelHPa)
    {
        for (int i = 0; i < levelsHPa.Count; i++)
            if (Math.Abs(levelsHPa[i] - levelHPa) <= levelHPa * Tolerance) return i;
        return -1;
    }

    /// <summary>What turns a unit of pressure into hPa, or null when it is none.</summary>
    internal static double? HPaPerUnit(string? units) => string.IsNullOrWhiteSpace(units) ? null : UnitSystem.Convert(UnitSpellings.ForUdunits(units), "hPa") is { Offset: 0 } found ? found.Scale : null;
}
