namespace Rossby.Ingest;
/// <summary>The smooth weather on top of the climate: planetary and synoptic waves with their temperatures, and noise correlated in space and time.</summary>
sealed class Weather
{
    const double QuarterWave = Math.PI / 2;

    readonly WaveField planetary, synoptic, pressureNoise, temperatureNoise, midLevelNoise, humidityNoise, convection, zonalNoise, meridionalNoise;
    readonly Dictionary<string, double[]> gains = [];

    internal Weather(GridGeometry geometry, ulong seed)
    {
        planetary = Field(SyntheticStream.PlanetaryWaves, new(1, 4, 0.3, -1, 3) { ModesPerWavenumber = 8 });
        synoptic = Field(SyntheticStream.SynopticWaves, new(5, 11, 0.7, 9, 4) { ModesPerWavenumber = 8 });
        pressureNoise = Field(SyntheticStream.PressureNoise, new(6, 26, 0.9, 5, 6));
        temperatureNoise = Field(SyntheticStream.TemperatureNoise, new(4, 26, 0.8, 4, 6));
        midLevelNoise = Field(SyntheticStream.MidLevelTemperatureNoise, new(3, 22, 0.8, 7, 6));
        humidityNoise = Field(SyntheticStream.HumidityNoise, new(2, 40, 0.7, 3, 6));
        convection = Field(SyntheticStream.Convection, new(10, 46, 0.3, 2, 9));
        zonalNoise = Field(SyntheticStream.ZonalWindNoise, new(8, 34, 0.6, 4, 8));
        meridionalNoise = Field(SyntheticStream.MeridionalWindNoise, new(8, 34, 0.6, 4, 8));

        // How strong it is by latitude: middle latitudes have weather, the tropics mostly rain.
        foreach (var (name, tropics, middle, pole) in new[]
        {
            ("planetary", 0.3, 3.2, 3.5), ("synoptic", 0.35, 4.2, 2.2), ("pressure", 0.12, 0.5, 0.4), ("temperature", 0.5, 1.3, 1.6),
            ("midLevel", 0.5, 1.1, 1.0), ("humidity", 0.11, 0.10, 0.06), ("convection", 1, 1, 1), ("wind", 1.1, 1.4, 1.2),
        })
        {
            gains[name] = [.. geometry.Grid.LatitudeDeg.Select(latitude =>
            {
                double a = Math.Abs(latitude), storms = Math.Exp(-0.5 * Math.Pow((a - 48) / 14, 2)), polar = 1 / (1 + Math.Exp(-(a - 68) / 4));
                return tropics + (middle - tropics) * storms + (pole - tropics) * polar * (1 - storms);
            })];
        }

        WaveField Field(SyntheticStream stream, WaveSpectrum spectrum) => new(geometry, new CounterRandom(seed, stream), spectrum);
    }

    /// <summary>Adds the weather of a time to pressure, temperatures, humidity, winds; sets the texture of convection.</summary>
    internal void Add(double days, SyntheticFields fields)
    {
        // hPa to Pa, and K or relative humidity for each hPa of a wave.
        AddWave(planetary, "planetary", days, 0, 100, fields.PSL);
        AddWave(planetary, "planetary", days, 2.0, 0.45, fields.T1000);
        AddWave(planetary, "planetary", days, 0.7, 0.55, fields.T500);
        AddWave(planetary, "planetary", days, 0.7, -0.35, fields.T200);
        AddWave(synoptic, "synoptic", days, 0, 100, fields.PSL);

        // Warm air lies a quarter wave east of a trough, where the flow is poleward; the cold core aloft lies west of it.
        AddWave(synoptic, "synoptic", days, QuarterWave, -0.55, fields.T1000);
        AddWave(synoptic, "synoptic", days, -0.9, 0.5, fields.T500);
        AddWave(synoptic, "synoptic", days, -0.9, -0.3, fields.T200);
        AddWave(synoptic, "synoptic", days, 0.9, -0.012, fields.ColumnHumidity);
        AddWave(pressureNoise, "pressure", days, 0, 100, fields.PSL);
        AddWave(temperatureNoise, "temperature", days, 0, 1, fields.T1000);
        AddWave(midLevelNoise, "midLevel", days, 0, 1, fields.T500);
        AddWave(midLevelNoise, "midLevel", days, 2.2, 0.9, fields.T200);
        AddWave(humidityNoise, "humidity", days, 0, 1, fields.ColumnHumidity);
        AddWave(convection, "convection", days, 0, 1, fields.Convection);
        AddWave(zonalNoise, "wind", days, 0, 1, fields.U850);
        AddWave(meridionalNoise, "wind", days, 0, 1, fields.V850);
        AddWave(zonalNoise, "wind", days, 0.8, 0.7, fields.UBOT);
        AddWave(meridionalNoise, "wind", days, 0.8, 0.7, fields.VBOT);
    }

    void AddWave(WaveField field, string gain, double days, double shift, double scale, Span<float> target)
    {
        Span<double> rows = stackalloc double[gains[gain].Length];
        for (int i = 0; i < rows.Length; i++) rows[i] = gains[gain][i] * scale;
        field.Accumulate(days, rows, shift, target);
    }
}
