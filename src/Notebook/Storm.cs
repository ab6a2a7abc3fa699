using System.Globalization;
using Rossby.Core;

namespace Rossby.Notebook;

/// <summary>A connected object of one class in a predicted mask.</summary>
/// <param name="Time">When.</param>
/// <param name="Class">One of <see cref="SegmentationClass"/>.</param>
/// <param name="LatitudeDeg">Of its area-weighted centroid on the sphere.</param>
/// <param name="LongitudeDeg">Of its centroid, in [0, 360).</param>
/// <param name="AreaKm2">Its area.</param>
/// <param name="Cells">Its cells.</param>
public sealed record Storm(ClimateTime Time, byte Class, double LatitudeDeg, double LongitudeDeg, double AreaKm2, int Cells)
{
    /// <summary>In words: <c>2001-09-03T06:00:00 tropical cyclone at 18.3 N 54.2 W, 182,000 km2 in 14 cells</c>.</summary>
    public override string ToString()
    {
        double east = LongitudeDeg > 180 ? LongitudeDeg - 360 : LongitudeDeg;
        return string.Create(CultureInfo.InvariantCulture,
            $"{Time} {SegmentationClass.Names[Class]} at {Math.Abs(LatitudeDeg):F1} {(LatitudeDeg < 0 ? 'S' : 'N')} {Math.Abs(east):F1} {(east < 0 ? 'W' : 'E')}, {Math.Round(AreaKm2 / 1000) * 1000:N0} km2 in {Cells} cells");
    }
}
