namespace Rossby.Ingest;

/// <summary>
/// How fields go on below the lowest model level and the ground, where the config asks for it: by ECMWF's formulas for temperature and geopotential height (Trenberth, Berry
/// and Buja 1993, NCAR/TN-396+STR, equations 15 to 17, with a lapse rate of 6.5 K/km), as the lowest level's value for all else.
/// </summary>
internal static class BelowGround
{
    // The constants of NCAR's code; a hot or high ground has less than the full lapse rate beneath it.
    const double GasConstant = 287.04, Gravity = 9.80616, LapseKPerM = 0.0065, Exponent = LapseKPerM * GasConstant / Gravity;
    const double WarmK = 290.5, ColdK = 255, PlateauK = 298, LowM = 2000, HighM = 2500;

    /// <summary>Temperature in K.</summary>
    /// <param name="targetPa">Where; deeper than the lowest level.</param>
    /// <param name="surfacePa">The surface pressure.</param>
    /// <param name="lowestPa">The pressure of the lowest level.</param>
    /// <param name="lowestK">The temperature there.</param>
    /// <param name="groundM">The height of the ground.</param>
    internal static double Temperature(double targetPa, double surfacePa, double lowestPa, double lowestK, double groundM)
    {
        double surfaceK = SurfaceK(surfacePa, lowestPa, lowestK), depth = Math.Log(targetPa / surfacePa);
        double y = Exponent * depth;
        if (groundM >= LowM)
        {
            double seaLevelK = surfaceK + LapseKPerM * groundM, plateauK = Math.Min(seaLevelK, PlateauK);
            double limitedK = groundM > HighM ? plateauK : ((HighM - groundM) * seaLevelK + (groundM - LowM) * plateauK) / (HighM - LowM);
            y = Math.Max(0, GasConstant * (limitedK - surfaceK) / (Gravity * groundM)) * depth;
        }
        return surfaceK * (1 + y + y * y / 2 + y * y * y / 6);
    }

    /// <summary>Geopotential height in m.</summary>
    /// <inheritdoc cref="Temperature" path="/param"/>
    internal static double Height(double targetPa, double surfacePa, double lowestPa, double lowestK, double groundM)
    {
        double surfaceK = SurfaceK(surfacePa, lowestPa, lowestK), seaLevelK = surfaceK + LapseKPerM * groundM, exponent = Exponent;
        if (seaLevelK > WarmK)
        {
            exponent = surfaceK > WarmK || groundM == 0 ? 0 : GasConstant * (WarmK - surfaceK) / (Gravity * groundM);
            if (surfaceK > WarmK) surfaceK = (WarmK + surfaceK) / 2;
        }
        if (surfaceK < ColdK) surfaceK = (ColdK + surfaceK) / 2;
        double depth = Math.Log(targetPa / surfacePa), y = exponent * depth;
        return groundM - GasConstant * surfaceK / Gravity * depth * (1 + y / 2 + y * y / 6);
    }

    // Of the air at the ground, from the lowest level down by the lapse rate.
    static double SurfaceK(double surfacePa, double lowestPa, double lowestK) => lowestK * (1 + Exponent * (surfacePa / lowestPa - 1));
}
