namespace Rossby.Ingest;

/// <summary>
/// The zonal-mean climate at 90 S, 80 S, ... 90 N: annual means, and the amplitude of the seasonal cycle (what July adds), rounded from the
/// ERA-Interim climatology (Dee et al. 2011). Temperatures in Celsius, pressure in hPa.
/// </summary>
static class ZonalClimate
{
    internal static readonly ZonalCurve SeaLevelPressure =
        new(995, 993, 993.5, 998, 1007, 1013.5, 1018, 1016, 1012.5, 1010.8, 1011, 1013.5, 1017, 1017, 1015.5, 1014, 1013.5, 1014, 1015);

    internal static readonly ZonalCurve SeaLevelPressureJuly =
        new(-2, -1, 0, 0, 0.5, 1.5, 2.5, 2.5, 1.5, 0.5, -1, -2, -2, -1, 0, 0, -0.5, -1, -1);

    internal static readonly ZonalCurve T1000 =
        new(-26, -24, -16, -2, 5, 12, 18.5, 23, 26, 26.8, 26.9, 25.2, 21, 14.5, 8, 2, -7, -14, -17);

    internal static readonly ZonalCurve T1000July =
        new(-9, -9, -8, -4, -2, -2.2, -2.8, -2.2, -1, 0, 0.6, 1.8, 3.5, 4.5, 4.5, 5, 8, 11, 12);

    /// <summary>What land adds to the annual mean.</summary>
    internal static readonly ZonalCurve T1000Land = new(0, 0, 0, 0, 0, 0, 1, 1.5, 0.5, 0, 0.5, 2, 1, -1, -3, -6, -6, -5, -5);

    /// <summary>What land adds to the seasonal cycle.</summary>
    internal static readonly ZonalCurve T1000LandJuly = new(0, 0, 0, 0, -3, -4, -5, -4, -1.5, 0, 1, 3, 6.5, 9.5, 12, 14, 10, 4, 2);

    internal static readonly ZonalCurve T500 =
        new(-42, -41, -37.5, -32, -25.5, -18, -11.5, -7.5, -5.8, -5.4, -5.6, -7.2, -11, -17.5, -24.5, -30, -34.5, -37.5, -38.5);

    internal static readonly ZonalCurve T500July = new(-6, -6, -5, -3.5, -3, -2.5, -2, -1, -0.3, 0, 0.3, 1, 2.5, 4.5, 5.5, 6.5, 7.5, 8, 8);

    internal static readonly ZonalCurve T200 =
        new(-62, -61, -58, -55, -54.5, -55.5, -55.5, -54.2, -53.5, -53.3, -53.5, -54.2, -55.5, -56, -55, -54.5, -55, -56.5, -57);

    internal static readonly ZonalCurve T200July = new(-14, -13, -9, -4, -1, 0.5, 0.5, 0.2, 0, 0, 0, 0.2, 0.5, 0.5, 2, 4, 6, 7, 7);

    /// <summary>Relative humidity of the column without the rain belt.</summary>
    internal static readonly ZonalCurve ColumnHumidity =
        new(0.66, 0.66, 0.68, 0.68, 0.64, 0.58, 0.52, 0.52, 0.61, 0.64, 0.63, 0.54, 0.50, 0.57, 0.63, 0.68, 0.70, 0.70, 0.70);
}
