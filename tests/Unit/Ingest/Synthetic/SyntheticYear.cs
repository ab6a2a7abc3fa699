using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Every fifth day of a year of the default synthetic weather at 96 x 144, made once for all tests that look at it.</summary>
public sealed class SyntheticYear
{
    internal SyntheticYear()
    {
        Atmosphere = new SyntheticAtmosphere(new SyntheticSourceConfig(), seed: 20);
        for (int step = 0; step < 365; step += 5)
        {
            var fields = Atmosphere.NewFields();
            Atmosphere.Fill(step, fields);
            Steps.Add(fields);
        }
    }

    internal SyntheticAtmosphere Atmosphere { get; }

    internal LatLonGrid Grid => Atmosphere.Geometry.Grid;

    internal List<SyntheticFields> Steps { get; } = [];

    /// <summary>Area-weighted share of a class over the year.</summary>
    internal double Share(byte segmentationClass)
    {
        double inside = 0, all = 0;
        foreach (var fields in Steps)
        {
            for (int i = 0; i < fields.Labels.Length; i++)
            {
                double area = Grid.CellAreaKm2(i);
                all += area;
                if (fields.Labels[i] == segmentationClass) inside += area;
            }
        }
        return inside / all;
    }

    internal double Latitude(int cell) => Grid.LatitudeDeg[cell / Grid.Width];

    internal double Longitude(int cell) => Grid.LongitudeDeg[cell % Grid.Width];

    internal IEnumerable<int> CellsWithin(GeoPoint centre, double fromKm, double toKm) =>
        Enumerable.Range(0, Grid.CellCount).Where(i => Sphere.DistanceKm(Latitude(i), Longitude(i), centre.LatitudeDeg, centre.LongitudeDeg) is var d && d >= fromKm && d <= toKm);
}
