namespace Rossby.Ingest;
/// <summary>Makes the remaining channels from pressure, temperatures and humidity of each cell, so that the column is in hydrostatic balance.</summary>
static class ColumnClosure
{
    const double LapseRatePerM = 0.0065, FreezingSeaK = 271.35;

    internal static void Close(GridGeometry geometry, Climatology climatology, double days, SyntheticFields fields)
    {
        double hour = (days - Math.Floor(days)) * 24, airSeason = Climatology.Season(days), seaSeason = Climatology.Season(days, lagDays: 30);
        for (int i = 0; i < geometry.Grid.CellCount; i++)
        {
            double land = climatology.Land[i], surfaceM = climatology.SurfaceHeightM[i], t1000 = fields.T1000[i];
            double localHour = hour + geometry.Grid.LongitudeDeg[i % geometry.Width] / 15, cosLatitude = geometry.SubRows(1)[i / geometry.Width].Cos;
            double diurnal = land < 0.01 ? 0 : land * cosLatitude * Math.Cos(2 * Math.PI * (localHour - 14) / 24);
            double trefht = t1000 - LapseRatePerM * surfaceM + 2.5 * diurnal;

            // The sea hardly follows the weather, and freezes; land runs ahead of the air by day.
            double sea = climatology.T1000(i, airSeason, seaSeason) + 1, ice = Math.Clamp((FreezingSeaK - sea) / 3, 0, 1);
            sea = Math.Max(sea, FreezingSeaK) * (1 - ice) + ice * Math.Min(trefht - 0.5, FreezingSeaK);
            fields.TREFHT[i] = (float)trefht;
            fields.TS[i] = (float)(land * (trefht + 3 * diurnal) + (1 - land) * sea);

            double psl = fields.PSL[i], meanK = MoistAir.VirtualTemperature(t1000 - 0.5 * LapseRatePerM * surfaceM, 0.005);
            double ps = surfaceM < 0.1 ? psl : psl * Math.Exp(-surfaceM / (MoistAir.HeightPerKelvin * meanK));
            fields.PS[i] = (float)ps;

            double wet = SoftClamp(fields.ColumnHumidity[i], 0.06, 0.95), storm = fields.TMQ[i];
            double tmq = Vapour(fields.ColumnHumidity[i], t1000, surfaceM) + storm;
            // No column holds much more than 75 kg m-2.
            if (tmq > 58) tmq = 58 + 20 * (1 - Math.Exp(-(tmq - 58) / 20));
            fields.TMQ[i] = (float)tmq;
            double u850 = fields.U850[i], v850 = fields.V850[i];
            fields.IVT[i] = (float)(FilamentState.TransportPerProxy * tmq * Math.Sqrt(u850 * u850 + v850 * v850));

            double saturation = MoistAir.SaturationHumidity(trefht, ps);
            double near = (0.78 + 0.12 * (wet - 0.6)) * (1 - land) + (0.3 + 0.6 * wet) * land;
            double q = Math.Min(0.98 * saturation, near * saturation + 9e-5 * storm);
            fields.QREFHT[i] = (float)q;

            double virtualK = MoistAir.VirtualTemperature(t1000, q);
            double z1000 = MoistAir.HeightOf1000(psl, virtualK);
            fields.Z1000[i] = (float)z1000;
            fields.Z200[i] = (float)(z1000 + MoistAir.Thickness1000To200(virtualK, fields.T500[i], fields.T200[i]));
            fields.ZBOT[i] = (float)(-MoistAir.HeightPerKelvin * MoistAir.VirtualTemperature(trefht, q) * Math.Log(MoistAir.LowestLevelSigma));

            // Showers where the column is moist and the texture allows; storms' rain is broken up by the same texture.
            double texture = fields.Convection[i], convective = Math.Max(0, wet - 0.55) / 0.3, patch = Math.Max(0, texture + 0.2);
            double showers = 1.6e-7 * Math.Min(1, tmq / 45) * convective * convective * patch * patch;
            fields.PRECT[i] = (float)(showers + Math.Max(0, fields.PRECT[i]) * Math.Max(0.25, 1 + 0.35 * texture));
        }
    }

    /// <summary>Vapour of a column in kg m-2 without that of storms.</summary>
    /// <param name="humidity">Relative humidity of the column.</param>
    /// <param name="t1000">Temperature at 1000 hPa in K, reduced to sea level under mountains.</param>
    /// <param name="surfaceM">Height of the surface.</param>
    internal static double Vapour(double humidity, double t1000, double surfaceM) =>
        SoftClamp(humidity, 0.06, 0.95) * MoistAir.ColumnPerHumidityKgPerSquareMetre * MoistAir.SaturationHumidity(t1000, 100_000) * (surfaceM < 0.1 ? 1 : Math.Exp(-surfaceM / 2300));

    // The identity inside, bending smoothly to the bounds outside.
    static double SoftClamp(double x, double low, double high)
    {
        const double Knee = 0.1;
        if (x > high - Knee) return high - Knee * Math.Exp(-(x - high + Knee) / Knee);
        return x < low + Knee ? low + Knee * Math.Exp((x - low - Knee) / Knee) : x;
    }
}
