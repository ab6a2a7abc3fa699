namespace Rossby.Ingest;

/// <summary>What the balance of forces leaves out near the equator: the easterly trades and their convergence into the rain belt.</summary>
static class TradeWinds
{
    internal static void Add(GridGeometry geometry, double season, SyntheticFields fields)
    {
        int width = geometry.Width;
        double[] rainBelt = Climatology.RainBeltLatitudesDeg(geometry, season);
        for (int row = 0; row < geometry.Height; row++)
        {
            double latitude = geometry.Grid.LatitudeDeg[row], tropics = Math.Exp(-0.5 * latitude * latitude / (14 * 14));
            if (tropics < 1e-3) continue;
            for (int column = 0; column < width; column++)
            {
                int i = row * width + column;
                double away = latitude - rainBelt[column];
                double convergence = -2.2 * Math.Tanh(away / 5) * tropics;
                fields.U850[i] -= (float)(3.5 * tropics);
                fields.UBOT[i] -= (float)(2.5 * tropics);
                fields.V850[i] += (float)(0.5 * convergence);
                fields.VBOT[i] += (float)convergence;
            }
        }
    }
}
