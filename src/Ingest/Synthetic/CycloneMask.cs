using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The truth of a planted cyclone: the great-circle disc of its r8, at least the cell that holds its centre. It overrides a river.</summary>
static class CycloneMask
{
    internal static void Mark(LatLonGrid grid, CycloneState state, byte[] labels)
    {
        double r8 = state.R8Km, reachDeg = r8 / (Sphere.EarthRadiusKm * Sphere.RadiansPerDegree);
        int centreRow = Math.Clamp((int)Math.Round((state.Centre.LatitudeDeg + 90) / grid.LatitudeSpacingDeg), 0, grid.Height - 1);
        int centreColumn = (int)Math.Round(state.Centre.LongitudeDeg / grid.LongitudeSpacingDeg) % grid.Width;
        labels[centreRow * grid.Width + centreColumn] = SegmentationClass.TropicalCyclone;
        for (int row = 0; row < grid.Height; row++)
        {
            double latitude = grid.LatitudeDeg[row];
            if (Math.Abs(latitude - state.Centre.LatitudeDeg) > reachDeg) continue;
            for (int column = 0; column < grid.Width; column++)
            {
                if (Sphere.DistanceKm(latitude, grid.LongitudeDeg[column], state.Centre.LatitudeDeg, state.Centre.LongitudeDeg) <= r8)
                    labels[row * grid.Width + column] = SegmentationClass.TropicalCyclone;
            }
        }
    }
}
