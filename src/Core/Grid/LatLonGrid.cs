namespace Rossby.Core;

/// <summary>
/// A rectilinear latitude-longitude grid in the order in which Rossby stores it: rows south to north, columns west to east;
/// global grids start in [0, 360), regional ones are contiguous and may exceed 360 or start below 0 (SCIENCE, Grid).
/// </summary>
public sealed class LatLonGrid
{
    readonly double[] latitudeBounds;
    readonly double[] rowCellAreaKm2;

    /// <summary>Checks the order and derives bounds and areas.</summary>
    /// <param name="latitudeDeg">Cell centres [H], strictly increasing, within [-90, 90].</param>
    /// <param name="longitudeDeg">Cell centres [W], strictly increasing, spanning less than 360.</param>
    /// <exception cref="DataException">The coordinates are not in that order, too few, or not finite.</exception>
    public LatLonGrid(double[] latitudeDeg, double[] longitudeDeg)
    {
        RequireIncreasing(latitudeDeg, "latitude");
        RequireIncreasing(longitudeDeg, "longitude");
        if (latitudeDeg[0] < -90.0001 || latitudeDeg[^1] > 90.0001)
            throw new DataException($"Latitudes must lie within [-90, 90], got {latitudeDeg[0]} to {latitudeDeg[^1]}.");
        if (longitudeDeg[^1] - longitudeDeg[0] >= 360)
            throw new DataException($"Longitudes must span less than 360 degrees, got {longitudeDeg[0]} to {longitudeDeg[^1]}: drop the repeated cyclic column.");
        LatitudeDeg = latitudeDeg;
        LongitudeDeg = longitudeDeg;
        LongitudeSpacingDeg = (longitudeDeg[^1] - longitudeDeg[0]) / (longitudeDeg.Length - 1);
        IsGlobal = Math.Abs(longitudeDeg.Length * LongitudeSpacingDeg - 360.0) <= LongitudeSpacingDeg / 2;
        latitudeBounds = Bounds(latitudeDeg);
        rowCellAreaKm2 = new double[latitudeDeg.Length];
        double width = IsGlobal ? 360.0 / longitudeDeg.Length : LongitudeSpacingDeg;
        for (int row = 0; row < rowCellAreaKm2.Length; row++)
            rowCellAreaKm2[row] = Sphere.BandAreaKm2(latitudeBounds[row], latitudeBounds[row + 1], width);
    }

    /// <summary>Cell centres [H] in degrees, south to north.</summary>
    public double[] LatitudeDeg { get; }

    /// <summary>Cell centres [W] in degrees, west to east.</summary>
    public double[] LongitudeDeg { get; }

    /// <summary>Rows H.</summary>
    public int Height => LatitudeDeg.Length;

    /// <summary>Columns W.</summary>
    public int Width => LongitudeDeg.Length;

    /// <summary>H x W.</summary>
    public int CellCount => Height * Width;

    /// <summary>Mean spacing of the columns in degrees.</summary>
    public double LongitudeSpacingDeg { get; }

    /// <summary>Mean spacing of the rows in degrees.</summary>
    public double LatitudeSpacingDeg => (LatitudeDeg[^1] - LatitudeDeg[0]) / (Height - 1);

    /// <summary>W x spacing is 360 degrees within half a cell: only then is longitude periodic.</summary>
    public bool IsGlobal { get; }

    /// <summary>Row edges [H + 1] in degrees: midpoints between centres, the outer ones extrapolated and cut at the poles.</summary>
    public ReadOnlySpan<double> LatitudeBoundsDeg => latitudeBounds;

    /// <summary>The area in km2 of each cell of a row [H].</summary>
    public ReadOnlySpan<double> RowCellAreaKm2 => rowCellAreaKm2;

    /// <summary>The area in km2 of cell <paramref name="index"/> = row x W + column.</summary>
    public double CellAreaKm2(int index) => rowCellAreaKm2[index / Width];

    static double[] Bounds(double[] centres)
    {
        var bounds = new double[centres.Length + 1];
        for (int i = 1; i < centres.Length; i++) bounds[i] = (centres[i - 1] + centres[i]) / 2;
        bounds[0] = Math.Max(-90, centres[0] - (centres[1] - centres[0]) / 2);
        bounds[^1] = Math.Min(90, centres[^1] + (centres[^1] - centres[^2]) / 2);
        return bounds;
    }

    static void RequireIncreasing(double[] centres, string axis)
    {
        if (centres.Length < 2) throw new DataException($"A grid needs at least two {axis}s, got {centres.Length}.");
        for (int i = 0; i < centres.Length; i++)
        {
            if (!double.IsFinite(centres[i])) throw new DataException($"The {axis} axis holds {centres[i]} at index {i}.");
            if (i > 0 && centres[i] <= centres[i - 1])
                throw new DataException($"The {axis} axis must increase; it goes from {centres[i - 1]} to {centres[i]} at index {i}.");
        }
    }
}
