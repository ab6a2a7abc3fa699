using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Mean squares of what a wind's components change by, over all cells equatorward of 80 degrees: of the divergence u_x + v_y, the vorticity
/// v_x - u_y, the two deformations u_x - v_y and v_x + u_y, and of u_x and v_y alone. Only ratios mean anything.
/// </summary>
internal readonly record struct WindGradients(double Divergence, double Vorticity, double Stretching, double Shearing, double ZonalAlong, double MeridionalAlong)
{
    const double MostLatitudeDeg = 80;

    /// <summary>Of one time.</summary>
    /// <param name="u">The zonal wind.</param>
    /// <param name="v">The meridional wind on the same blocks.</param>
    internal static WindGradients Of(Mosaic u, Mosaic v)
    {
        var sum = default(WindGradients);
        double[] latitudes = u.LatitudeDeg, longitudes = u.LongitudeDeg, cosines = [.. latitudes.Select(deg => Math.Cos(deg * Sphere.RadiansPerDegree))];
        for (int row = 1; row < latitudes.Length - 1; row++)
        {
            if (Math.Abs(latitudes[row]) > MostLatitudeDeg) continue;
            double north = latitudes[row + 1] - latitudes[row - 1];
            for (int column = 1; column < longitudes.Length - 1; column++)
            {
                double east = longitudes[column + 1] - longitudes[column - 1];
                double ux = (u[row, column + 1] - u[row, column - 1]) / east, vx = (v[row, column + 1] - v[row, column - 1]) / east;
                double uy = (cosines[row + 1] * u[row + 1, column] - cosines[row - 1] * u[row - 1, column]) / north;
                double vy = (cosines[row + 1] * v[row + 1, column] - cosines[row - 1] * v[row - 1, column]) / north;
                if (double.IsNaN(ux + vx + uy + vy)) continue;
                // Each is divided by the cosine, and weighed by area.
                double weight = 1 / cosines[row];
                sum = sum.Plus(new(weight * Square(ux + vy), weight * Square(vx - uy), weight * Square(ux - vy), weight * Square(vx + uy), weight * Square(ux), weight * Square(vy)));
            }
        }
        return sum;
    }

    /// <summary>Two times together.</summary>
    internal WindGradients Plus(WindGradients other) => new(Divergence + other.Divergence, Vorticity + other.Vorticity, Stretching + other.Stretching,
        Shearing + other.Shearing, ZonalAlong + other.ZonalAlong, MeridionalAlong + other.MeridionalAlong);

    static double Square(double x) => x * x;
}
