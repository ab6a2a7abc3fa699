using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>CAM's grid (rows from pole to pole, both included; columns from 0 E) with the sines and cosines that every step needs.</summary>
sealed class GridGeometry
{
    /// <summary>Most sub-samples of a cell along each axis.</summary>
    internal const int MaximumSubSamples = 8;

    /// <summary>Shortest zonal wave of the smooth fields.</summary>
    internal const int MaximumWavenumber = 48;

    readonly float[][] cosine, sine;
    readonly (double Sin, double Cos)[][] subRows = new (double, double)[MaximumSubSamples + 1][];
    readonly (double Sin, double Cos)[][] subColumns = new (double, double)[MaximumSubSamples + 1][];

    internal GridGeometry(int height, int width)
    {
        Grid = new LatLonGrid(
            [.. Enumerable.Range(0, height).Select(i => -90.0 + 180.0 * i / (height - 1))],
            [.. Enumerable.Range(0, width).Select(j => 360.0 * j / width)]);
        Wavenumbers = Math.Min(MaximumWavenumber, width / 3);
        cosine = new float[Wavenumbers + 1][];
        sine = new float[Wavenumbers + 1][];
        for (int m = 0; m <= Wavenumbers; m++)
        {
            // The mean of a wave over a cell is its value at the centre times sin(x)/x.
            double half = m * Math.PI / width, mean = m == 0 ? 1 : Math.Sin(half) / half;
            cosine[m] = [.. Enumerable.Range(0, width).Select(j => (float)(mean * Math.Cos(2 * Math.PI * ((long)m * j % width) / width)))];
            sine[m] = [.. Enumerable.Range(0, width).Select(j => (float)(mean * Math.Sin(2 * Math.PI * ((long)m * j % width) / width)))];
        }
        for (int n = 1; n <= MaximumSubSamples; n++)
        {
            var rows = new (double, double)[height * n];
            for (int k = 0; k < rows.Length; k++)
            {
                double south = Grid.LatitudeBoundsDeg[k / n], north = Grid.LatitudeBoundsDeg[k / n + 1];
                rows[k] = Math.SinCos((south + (north - south) * (k % n + 0.5) / n) * Sphere.RadiansPerDegree);
            }
            // A single sample stands at the cell's own latitude, which at the poles is not the middle of its bounds.
            if (n == 1) rows = [.. Grid.LatitudeDeg.Select(latitude => Math.SinCos(latitude * Sphere.RadiansPerDegree))];
            subRows[n] = rows;
            var columns = new (double, double)[width * n];
            for (int k = 0; k < columns.Length; k++)
                columns[k] = Math.SinCos(360.0 / width * (k / n - 0.5 + (k % n + 0.5) / n) * Sphere.RadiansPerDegree);
            subColumns[n] = columns;
        }
    }

    internal LatLonGrid Grid { get; }

    internal int Height => Grid.Height;

    internal int Width => Grid.Width;

    /// <summary>Zonal waves that the columns resolve, at most <see cref="MaximumWavenumber"/>.</summary>
    internal int Wavenumbers { get; }

    /// <summary>The longer side of a cell at the equator, in km.</summary>
    internal double SpacingKm => Math.Max(Grid.LatitudeSpacingDeg, Grid.LongitudeSpacingDeg) * Sphere.RadiansPerDegree * Sphere.EarthRadiusKm;

    /// <summary>cos(m x longitude) [W], averaged over each cell.</summary>
    internal ReadOnlySpan<float> Cosine(int wavenumber) => cosine[wavenumber];

    /// <summary>sin(m x longitude) [W], averaged over each cell.</summary>
    internal ReadOnlySpan<float> Sine(int wavenumber) => sine[wavenumber];

    /// <summary>Sine and cosine of the latitudes of n sub-samples a row [H x n].</summary>
    internal ReadOnlySpan<(double Sin, double Cos)> SubRows(int n) => subRows[n];

    /// <summary>Sine and cosine of the longitudes of n sub-samples a column [W x n].</summary>
    internal ReadOnlySpan<(double Sin, double Cos)> SubColumns(int n) => subColumns[n];
}
