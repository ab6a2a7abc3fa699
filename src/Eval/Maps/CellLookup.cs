using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Which cell of a grid holds a point; -1 outside.</summary>
internal sealed class CellLookup(LatLonGrid grid)
{
    readonly double[] columnEdges = ColumnEdges(grid);

    /// <summary>Column edges [W + 1] in degrees: midpoints between centres, the outer ones extrapolated.</summary>
    public ReadOnlySpan<double> ColumnEdgesDeg => columnEdges;

    /// <summary>The row of a latitude, or -1.</summary>
    public int Row(double latitudeDeg) => Interval(grid.LatitudeBoundsDeg, latitudeDeg);

    /// <summary>The column of a longitude of any turn, or -1.</summary>
    public int Column(double longitudeDeg) => Interval(columnEdges, Sphere.WrapLongitude(longitudeDeg, columnEdges[0]));

    static int Interval(ReadOnlySpan<double> edges, double value)
    {
        int found = edges.BinarySearch(value);
        int index = found >= 0 ? found : ~found - 1;
        return index < 0 || index >= edges.Length - 1 ? -1 : index;
    }

    static double[] ColumnEdges(LatLonGrid grid)
    {
        var centres = grid.LongitudeDeg;
        var edges = new double[centres.Length + 1];
        for (int i = 1; i < centres.Length; i++) edges[i] = (centres[i - 1] + centres[i]) / 2;
        edges[0] = centres[0] - (centres[1] - centres[0]) / 2;
        edges[^1] = grid.IsGlobal ? edges[0] + 360 : centres[^1] + (centres[^1] - centres[^2]) / 2;
        return edges;
    }
}
