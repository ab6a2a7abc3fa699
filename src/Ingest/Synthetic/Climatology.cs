using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The climate of every cell of a grid: annual mean and seasonal cycle of pressure, temperature and humidity; land and terrain.</summary>
sealed class Climatology
{
    readonly GridGeometry geometry;
    readonly float[] pressure, pressureJuly, t1000, t1000July, humidity, humidityJuly;
    readonly double[] t500, t500July, t200, t200July;

    internal Climatology(GridGeometry geometry)
    {
        this.geometry = geometry;
        int cells = geometry.Grid.CellCount, height = geometry.Height, width = geometry.Width;
        (pressure, pressureJuly, t1000, t1000July) = (new float[cells], new float[cells], new float[cells], new float[cells]);
        (humidity, humidityJuly, Land, SurfaceHeightM) = (new float[cells], new float[cells], new float[cells], new float[cells]);
        var latitudes = geometry.Grid.LatitudeDeg;
        t500 = Rows(ZonalClimate.T500, 273.15);
        t500July = Rows(ZonalClimate.T500July);
        t200 = Rows(ZonalClimate.T200, 273.15);
        t200July = Rows(ZonalClimate.T200July);
        for (int row = 0; row < height; row++)
        {
            double latitude = latitudes[row];
            for (int column = 0; column < width; column++)
            {
                int i = row * width + column;
                double longitude = geometry.Grid.LongitudeDeg[column], land = Continents.LandFraction(latitude, longitude);
                double p = ZonalClimate.SeaLevelPressure.At(latitude), pJuly = ZonalClimate.SeaLevelPressureJuly.At(latitude);
                double t = 273.15 + ZonalClimate.T1000.At(latitude) + land * ZonalClimate.T1000Land.At(latitude);
                double tJuly = ZonalClimate.T1000July.At(latitude) + land * ZonalClimate.T1000LandJuly.At(latitude);
                double h = ZonalClimate.ColumnHumidity.At(latitude) - 0.03 * land, hJuly = 0;
                foreach (var centre in CentreOfAction.All)
                {
                    double w = centre.Where.Gaussian(latitude, longitude);
                    p += w * centre.PressureHPa;
                    pJuly += w * centre.PressureJulyHPa;
                    t += w * centre.TemperatureK;
                    tJuly += w * centre.TemperatureJulyK;
                    h += w * centre.Humidity;
                    hJuly += w * centre.HumidityJuly;
                }
                (pressure[i], pressureJuly[i], t1000[i], t1000July[i]) = ((float)(100 * p), (float)(100 * pJuly), (float)t, (float)tJuly);
                (humidity[i], humidityJuly[i], Land[i]) = ((float)h, (float)hJuly, (float)land);
                SurfaceHeightM[i] = (float)Continents.SurfaceHeightM(latitude, longitude);
            }
        }

        double[] Rows(ZonalCurve curve, double offset = 0) => [.. latitudes.Select(latitude => curve.At(latitude) + offset)];
    }

    /// <summary>Share of land [H, W].</summary>
    internal float[] Land { get; }

    /// <summary>Height of the surface in m [H, W].</summary>
    internal float[] SurfaceHeightM { get; }

    /// <summary>+1 at the height of the northern summer (20 July), -1 half a year later; the sea lags by a month.</summary>
    internal static double Season(double days, double lagDays = 0) => Math.Cos(2 * Math.PI * (days - 201 - lagDays) / 365);

    /// <summary>Temperature at sea level of the climate, without weather, in K; seasons as <see cref="Season"/> gives them for air and sea.</summary>
    internal double T1000(int cell, double airSeason, double seaSeason) =>
        t1000[cell] + t1000July[cell] * (Land[cell] * airSeason + (1 - Land[cell]) * seaSeason);

    /// <summary>Writes the climate of a day: pressure, temperatures, column humidity with the rain belt at its seasonal place.</summary>
    internal void Fill(double days, SyntheticFields fields)
    {
        int width = geometry.Width;
        double air = Season(days), sea = Season(days, lagDays: 30);
        double[] rainBelt = RainBeltLatitudesDeg(geometry, sea);
        for (int row = 0; row < geometry.Height; row++)
        {
            double latitude = geometry.Grid.LatitudeDeg[row];
            for (int column = 0; column < width; column++)
            {
                int i = row * width + column;
                double season = Land[i] * air + (1 - Land[i]) * sea;
                fields.PSL[i] = (float)(pressure[i] + pressureJuly[i] * air);
                fields.T1000[i] = (float)(t1000[i] + t1000July[i] * season);
                fields.ColumnHumidity[i] = (float)(humidity[i] + humidityJuly[i] * air + RainBelt(latitude, rainBelt[column]));
            }
            fields.T500.AsSpan(row * width, width).Fill((float)(t500[row] + t500July[row] * air));
            fields.T200.AsSpan(row * width, width).Fill((float)(t200[row] + t200July[row] * air));
        }
    }

    /// <summary>Latitude of the intertropical convergence over each column [W]: it follows the sun, further over Asia and the warm pool.</summary>
    internal static double[] RainBeltLatitudesDeg(GridGeometry geometry, double season) => [.. geometry.Grid.LongitudeDeg.Select(longitude =>
    {
        double asia = 0.5 + 0.5 * Math.Cos((longitude - 95) * Sphere.RadiansPerDegree);
        return 5.5 - 2.5 * asia + season * (3 + 7 * asia * asia);
    })];

    static double RainBelt(double latitude, double beltLatitude)
    {
        if (Math.Abs(latitude) > 35) return 0;
        double away = (latitude - beltLatitude) / 5.5;
        return 0.24 * Math.Exp(-0.5 * away * away);
    }
}
