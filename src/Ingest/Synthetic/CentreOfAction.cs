namespace Rossby.Ingest;

/// <summary>A standing feature of the climate: its annual mean, and what July adds (January takes away).</summary>
/// <param name="Where">A Gaussian on the map.</param>
/// <param name="PressureHPa">Sea-level pressure.</param>
/// <param name="PressureJulyHPa">Its seasonal part.</param>
/// <param name="TemperatureK">Temperature near the surface.</param>
/// <param name="TemperatureJulyK">Its seasonal part.</param>
/// <param name="Humidity">Relative humidity of the column.</param>
/// <param name="HumidityJuly">Its seasonal part.</param>
sealed record CentreOfAction(
    Blob Where, double PressureHPa = 0, double PressureJulyHPa = 0, double TemperatureK = 0, double TemperatureJulyK = 0, double Humidity = 0, double HumidityJuly = 0)
{
    /// <summary>Highs, lows, heat lows, monsoons, cold upwelling and warm currents, roughly as in ERA-Interim's climatology.</summary>
    internal static IReadOnlyList<CentreOfAction> All { get; } =
    [
        new(new(50, 95, 12, 28), 4, -12), new(new(62, -30, 9, 20), -7, 5), new(new(52, -175, 9, 24), -5, 8),
        new(new(33, -32, 9, 20), 4, 2.5), new(new(36, -145, 10, 22), 4, 3.5), new(new(-28, -95, 8, 20), 4, 0.5), new(new(-27, -8, 8, 17), 4, 1),
        new(new(-30, 80, 8, 24), 3, 1),

        // Heat lows: hot, dry, shallow.
        new(new(23, 4, 6, 18), -2, -3, 3, 3, -0.20, 0), new(new(29, 62, 6, 13), -1, -7, 2, 4, -0.20, 0), new(new(34, -112, 5, 6), -1, -5, 1, 4, -0.15, 0),
        new(new(-22, 127, 6, 11), -1, 4, 3, -4, -0.18, -0.05), new(new(-23, 22, 5, 8), -1, 3, 1, -2, -0.1, 0), new(new(-24, -62, 5, 6), -1, 4, 1, -2),

        // Monsoons and rain forests: moister than any river.
        new(new(18, 84, 8, 17), 0, -4, 0, 0, 0.05, 0.25), new(new(15, 122, 8, 20), 0, -1, 0, 0, 0.06, 0.14), new(new(10, 0, 4, 20), 0, 0, 0, -1, 0.10, 0.10),
        new(new(-7, -60, 8, 13), 0, 0, 0, 0, 0.20, -0.08), new(new(-2, 22, 7, 8), 0, 0, -1, 0, 0.16, 0), new(new(0, 125, 8, 24), -1, 0, 0.5, 0, 0.14, 0),
        new(new(-13, 135, 6, 17), 0, 2, 0, 0, 0.02, -0.18), new(new(28, 112, 7, 12), 0, -3, 0, 0, 0.05, 0.10),

        // Upwelling and warm currents.
        new(new(-20, -82, 9, 12), 0, 0, -4, 0, -0.12), new(new(25, -124, 8, 9), 0, 0, -3.5, 0, -0.10), new(new(-18, 6, 8, 8), 0, 0, -4, 0, -0.12),
        new(new(20, -22, 7, 7), 0, 0, -2.5, 0, -0.08), new(new(38, -60, 6, 14), 0, 0, 3), new(new(36, 150, 6, 15), 0, 0, 2.5),
        new(new(62, 0, 9, 20), 0, 0, 6, -2), new(new(3, 145, 11, 32), 0, 0, 1.5),
    ];
}
