namespace Rossby.Ingest;

/// <summary>
/// Surface pressure as a stand-in for sea-level pressure. Mountains are minima of it: where the height of the surface is known the pressure is reduced to sea
/// level in the standard atmosphere; where it is not, what no cyclone can be is left out.
/// </summary>
internal static class SurfacePressureScreen
{
    /// <summary>The channel of the surface's height, m.</summary>
    internal const string HeightChannel = "ZS";

    /// <summary>No sea-level pressure was ever lower: 870 hPa in typhoon Tip, 1979.</summary>
    internal const double LowestPa = 87_000;

    /// <summary>A cyclone's circulation shows within this of its centre, degrees; around a mountain none does.</summary>
    internal const double CirculationDeg = 3;

    // The standard atmosphere (ICAO): 288.15 K at sea level, 6.5 K a km, and g / (R L) = 5.2559.
    const double SeaLevelK = 288.15, LapseKPerM = 0.0065, Exponent = 5.2559;

    /// <summary>Pressure reduced to sea level, Pa.</summary>
    internal static float[] Reduce(float[] pressure, float[] heightM)
    {
        var reduced = new float[pressure.Length];
        for (int i = 0; i < reduced.Length; i++) reduced[i] = (float)(pressure[i] * Math.Pow(1 - LapseKPerM * heightM[i] / SeaLevelK, -Exponent));
        return reduced;
    }
}
