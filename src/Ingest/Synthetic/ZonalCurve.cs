namespace Rossby.Ingest;

/// <summary>A smooth function of latitude through 19 values at 90 S, 80 S, ... 90 N (Catmull-Rom).</summary>
sealed class ZonalCurve(params double[] values)
{
    internal double At(double latitudeDeg)
    {
        double x = Math.Clamp((latitudeDeg + 90) / 10, 0, 18);
        int i = Math.Min((int)x, 17);
        double t = x - i, p1 = values[i], p2 = values[i + 1];
        // Mirrored beyond the poles: no gradient there.
        double p0 = values[i == 0 ? 1 : i - 1], p3 = values[i == 17 ? 17 : i + 2];
        return p1 + 0.5 * t * (p2 - p0 + t * (2 * p0 - 5 * p1 + 4 * p2 - p3 + t * (3 * (p1 - p2) + p3 - p0)));
    }
}
