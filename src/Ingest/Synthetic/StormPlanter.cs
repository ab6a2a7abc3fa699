using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Adds storms to the fields as means over cells, by sub-samples fine enough for the storm's own scale.</summary>
static class StormPlanter
{
    internal static void Plant<TShape>(GridGeometry geometry, ref TShape shape, SyntheticFields fields) where TShape : struct, IStormShape
    {
        var grid = geometry.Grid;
        var centre = shape.Centre;
        double reachDeg = shape.ReachKm / (Sphere.EarthRadiusKm * Sphere.RadiansPerDegree);
        double halfCellDeg = Math.Max(grid.LatitudeSpacingDeg, grid.LongitudeSpacingDeg);
        for (int row = 0; row < geometry.Height; row++)
        {
            double latitude = grid.LatitudeDeg[row];
            if (Math.Abs(latitude - centre.LatitudeDeg) > reachDeg + halfCellDeg) continue;
            int columns = ColumnsWithin(geometry, latitude, centre.LatitudeDeg, reachDeg + halfCellDeg);
            int middle = (int)Math.Floor(centre.LongitudeDeg / 360 * geometry.Width + 0.5);
            int first = columns * 2 + 1 >= geometry.Width ? 0 : middle - columns;
            int last = columns * 2 + 1 >= geometry.Width ? geometry.Width - 1 : middle + columns;
            for (int k = first; k <= last; k++)
            {
                int column = (k % geometry.Width + geometry.Width) % geometry.Width;
                double distanceKm = Sphere.DistanceKm(latitude, grid.LongitudeDeg[column], centre.LatitudeDeg, centre.LongitudeDeg);
                if (distanceKm > shape.ReachKm + geometry.SpacingKm) continue;
                int n = Math.Clamp((int)Math.Ceiling(1.3 * geometry.SpacingKm / shape.ScaleKm(distanceKm)), 1, GridGeometry.MaximumSubSamples);
                Add(fields, row * geometry.Width + column, CellMean(geometry, ref shape, row, column, n), ref shape);
            }
        }
    }

    static StormAnomaly CellMean<TShape>(GridGeometry geometry, ref TShape shape, int row, int column, int n) where TShape : struct, IStormShape
    {
        var rows = geometry.SubRows(n).Slice(row * n, n);
        var columns = geometry.SubColumns(n).Slice(column * n, n);
        var sum = default(StormAnomaly);
        foreach (var (sinLatitude, cosLatitude) in rows)
            foreach (var (sinLongitude, cosLongitude) in columns)
                shape.Add(new SamplePoint(sinLatitude, cosLatitude, sinLongitude, cosLongitude), ref sum);
        return n == 1 ? sum : sum.Scaled(1.0 / (n * n));
    }

    static void Add<TShape>(SyntheticFields fields, int cell, in StormAnomaly mean, ref TShape shape) where TShape : struct, IStormShape
    {
        fields.PSL[cell] += (float)mean.PSL;
        fields.T1000[cell] += (float)mean.T1000;
        fields.T500[cell] += (float)mean.T500;
        fields.T200[cell] += (float)mean.T200;
        fields.ColumnHumidity[cell] += (float)mean.ColumnHumidity;
        if (mean.Slack > 0) Slacken(fields, cell, (float)(1 - Math.Min(1, mean.Slack)));
        fields.U850[cell] += (float)mean.U850;
        fields.V850[cell] += (float)mean.V850;
        fields.UBOT[cell] += (float)mean.UBOT;
        fields.VBOT[cell] += (float)mean.VBOT;
        fields.TMQ[cell] += (float)mean.TMQ;
        fields.PRECT[cell] += (float)mean.PRECT;
        shape.Cell(cell, mean);
    }

    static void Slacken(SyntheticFields fields, int cell, float factor)
    {
        fields.U850[cell] *= factor;
        fields.V850[cell] *= factor;
        fields.UBOT[cell] *= factor;
        fields.VBOT[cell] *= factor;
    }

    // Half the columns that a circle about the centre can touch on a parallel.
    static int ColumnsWithin(GridGeometry geometry, double latitude, double centreLatitude, double reachDeg)
    {
        double cosProduct = Math.Cos(latitude * Sphere.RadiansPerDegree) * Math.Cos(centreLatitude * Sphere.RadiansPerDegree);
        double sinHalf = Math.Sin(Math.Min(reachDeg, 180) * Sphere.RadiansPerDegree / 2);
        double h = cosProduct <= 1e-9 ? 1 : sinHalf * sinHalf / cosProduct;
        double halfDeg = h >= 1 ? 180 : 2 * Math.Asin(Math.Sqrt(h)) / Sphere.RadiansPerDegree;
        return (int)Math.Ceiling(halfDeg / geometry.Grid.LongitudeSpacingDeg) + 1;
    }
}
