namespace Rossby.Ingest;

/// <summary>The thermodynamics that ties pressure, temperature, moisture and height together. SI units.</summary>
static class MoistAir
{
    internal const double Gravity = 9.80665;
    internal const double DryGasConstant = 287.05;

    /// <summary>Radians a second.</summary>
    internal const double EarthRotation = 7.292e-5;

    /// <summary>Rd / g in m K-1.</summary>
    internal const double HeightPerKelvin = DryGasConstant / Gravity;

    /// <summary>Depth in kg m-2 of a column over its specific humidity at the ground: a scale height of 2.3 km in air of 1.2 kg m-3.</summary>
    internal const double ColumnPerHumidityKgPerSquareMetre = 2700;

    /// <summary>Pressure over surface pressure at CAM5's lowest level (30 levels: 0.992556).</summary>
    internal const double LowestLevelSigma = 0.992556;

    static readonly double LogLower = Math.Log(1000.0 / 500.0), LogUpper = Math.Log(500.0 / 200.0), Log850 = Math.Log(1000.0 / 850.0);

    internal static double CoriolisPerSecond(double sinLatitude) => 2 * EarthRotation * sinLatitude;

    /// <summary>Saturation specific humidity over water (Bolton 1980, eq. 10), kg kg-1.</summary>
    internal static double SaturationHumidity(double temperatureK, double pressurePa)
    {
        double celsius = temperatureK - 273.15;
        double vapourPa = 611.2 * Math.Exp(17.67 * celsius / (celsius + 243.5));
        return 0.622 * vapourPa / (pressurePa - 0.378 * vapourPa);
    }

    internal static double VirtualTemperature(double temperatureK, double humidity) => temperatureK * (1 + 0.608 * humidity);

    /// <summary>Height of 1000 hPa from sea-level pressure by the hypsometric equation.</summary>
    internal static double HeightOf1000(double seaLevelPressurePa, double virtualTemperatureK) =>
        HeightPerKelvin * virtualTemperatureK * Math.Log(seaLevelPressurePa / 100_000.0);

    /// <summary>Thickness in m of 1000 to 200 hPa, temperature linear in ln p between 1000, 500 and 200 hPa.</summary>
    internal static double Thickness1000To200(double virtual1000K, double t500K, double t200K) =>
        HeightPerKelvin * 0.5 * ((virtual1000K + t500K) * LogLower + (t500K + t200K) * LogUpper);

    /// <summary>Thickness in m of 1000 to 850 hPa of the same profile.</summary>
    internal static double Thickness1000To850(double t1000K, double t500K) =>
        HeightPerKelvin * Log850 * (t1000K + 0.5 * (t500K - t1000K) * Log850 / LogLower);

    /// <summary>
    /// Thickness of 1000 to 200 hPa in m for 1 K at 500 hPa, with <paramref name="share1000"/> K at 1000 and <paramref name="share200"/> K at 200 hPa.
    /// </summary>
    internal static double ThicknessPerKelvinAt500(double share1000, double share200) =>
        HeightPerKelvin * 0.5 * ((share1000 + 1) * LogLower + (1 + share200) * LogUpper);
}
