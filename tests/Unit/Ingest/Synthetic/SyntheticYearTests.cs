using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>A year of synthetic weather held against what SCIENCE and the atmosphere say of it.</summary>
public class SyntheticYearTests
{
    static readonly Lazy<SyntheticYear> lazy = new(() => new SyntheticYear());

    static SyntheticYear Year => lazy.Value;

    [Fact]
    public void Cyclones_cover_a_tenth_of_a_percent_to_one_percent() => Assert.InRange(Year.Share(SegmentationClass.TropicalCyclone), 0.001, 0.01);

    [Fact]
    public void Rivers_cover_two_to_seven_percent() => Assert.InRange(Year.Share(SegmentationClass.AtmosphericRiver), 0.02, 0.07);

    [Theory]
    [InlineData("PSL", 87_000, 108_000)]
    [InlineData("PS", 50_000, 108_000)]
    [InlineData("T200", 180, 250)]
    [InlineData("T500", 205, 290)]
    [InlineData("TREFHT", 190, 325)]
    [InlineData("TS", 190, 335)]
    [InlineData("TMQ", 0, 90)]
    [InlineData("QREFHT", 0, 0.035)]
    [InlineData("U850", -100, 100)]
    [InlineData("V850", -100, 100)]
    [InlineData("UBOT", -100, 100)]
    [InlineData("VBOT", -100, 100)]
    [InlineData("PRECT", 0, 3e-5)]
    [InlineData("Z1000", -1200, 700)]
    [InlineData("Z200", 9_500, 13_000)]
    [InlineData("ZBOT", 40, 80)]
    public void Every_channel_stays_within_what_is_observed(string channel, double low, double high) => Assert.All(Year.Steps, fields =>
    {
        foreach (float value in fields.Channel(channel)) Assert.True(value >= low && value <= high, $"{channel} {value}");
    });

    [Fact]
    public void The_zonal_mean_climate_has_trades_westerlies_and_a_moist_equator()
    {
        double Mean(string channel, double south, double north) => Year.Steps.Average(f =>
            f.Channel(channel).Where((_, i) => Year.Latitude(i) >= south && Year.Latitude(i) <= north).Average());

        Assert.InRange(Mean("U850", 8, 18), -9, -3);
        Assert.InRange(Mean("U850", -18, -8), -9, -3);
        Assert.InRange(Mean("U850", 38, 52), 5, 14);
        Assert.InRange(Mean("U850", -55, -40), 8, 18);
        Assert.InRange(Mean("TMQ", -5, 8), 42, 56);
        Assert.InRange(Mean("TMQ", 40, 50), 10, 22);
        Assert.InRange(Mean("TMQ", -90, -75), 0, 3);
        Assert.InRange(Mean("PSL", 25, 35), 101_400, 102_200);
        Assert.InRange(Mean("PSL", -68, -58), 97_800, 99_800);
        Assert.InRange(Mean("PRECT", -90, 90) * 86_400_000, 1.2, 4.0);
    }

    [Fact]
    public void The_height_of_1000_hPa_follows_the_hypsometric_equation_from_pressure_and_temperature()
    {
        foreach (var fields in Year.Steps)
        {
            for (int i = 0; i < fields.PSL.Length; i++)
            {
                // Over the sea: there the reference height is at sea level.
                if (Math.Abs(fields.PS[i] - fields.PSL[i]) > 5) continue;
                double virtualK = fields.TREFHT[i] * (1 + 0.608 * fields.QREFHT[i]);
                double height = 287.05 * virtualK / 9.80665 * Math.Log(fields.PSL[i] / 1e5);

                // The day's warmth over bits of land changes TREFHT by up to 0.1 K where PS is within 5 Pa: 0.1 K of 60 m / 260 K, and float32.
                Assert.Equal(height, fields.Z1000[i], 0.25);
            }
        }
    }

    [Fact]
    public void The_thickness_to_200_hPa_is_the_integral_of_temperature()
    {
        var fields = Year.Steps[3];
        for (int i = 0; i < fields.PSL.Length; i += 7)
        {
            if (Math.Abs(fields.PS[i] - fields.PSL[i]) > 5) continue;
            double low = fields.TREFHT[i] * (1 + 0.608 * fields.QREFHT[i]), thickness = 0;
            const int Layers = 2000;
            for (int k = 0; k < Layers; k++)
            {
                double lnp = Math.Log(1000) - Math.Log(5) * (k + 0.5) / Layers, atLow = Math.Log(1000), atMiddle = Math.Log(500), atHigh = Math.Log(200);
                double t = lnp > atMiddle
                    ? low + (fields.T500[i] - low) * (atLow - lnp) / (atLow - atMiddle)
                    : fields.T500[i] + (fields.T200[i] - fields.T500[i]) * (atMiddle - lnp) / (atMiddle - atHigh);
                thickness += 287.05 / 9.80665 * t * Math.Log(5) / Layers;
            }

            // 0.1 K of the day's warmth is 1.4 m of the lower half's thickness.
            Assert.Equal(thickness, fields.Z200[i] - fields.Z1000[i], 1.6);
        }
    }

    [Fact]
    public void Winds_of_middle_latitudes_follow_the_isobars()
    {
        foreach (int sign in new[] { 1, -1 })
        {
            var gradient = new List<double>();
            var wind = new List<double>();
            foreach (var fields in Year.Steps.Where((_, k) => k % 6 == 0))
            {
                for (int i = 0; i < fields.PSL.Length; i++)
                {
                    if (Year.Latitude(i) * sign is < 40 or > 65 || Math.Abs(fields.PS[i] - fields.PSL[i]) > 5) continue;
                    int row = i / Year.Grid.Width * Year.Grid.Width, column = i % Year.Grid.Width;
                    gradient.Add((fields.PSL[row + (column + 1) % Year.Grid.Width] - fields.PSL[row + (column + Year.Grid.Width - 1) % Year.Grid.Width]) / Math.Cos(Year.Latitude(i) * Math.PI / 180));
                    wind.Add(fields.V850[i] * sign);
                }
            }
            Assert.True(Correlation(gradient, wind) > 0.75, $"{Correlation(gradient, wind)}");
        }
    }

    [Fact]
    public void Cyclones_turn_cyclonically_and_are_the_lowest_pressure_around_with_a_warm_core()
    {
        int strong = 0;
        foreach (var fields in Year.Steps)
        {
            foreach (var cyclone in fields.Cyclones.Where(c => c.MaximumWind > 25))
            {
                double tangential = SyntheticPlantingTests.Ring(fields.UBOT, fields.VBOT, cyclone.Centre, 130, 420).Tangential;
                Assert.True(tangential * cyclone.Hemisphere > 3, $"{cyclone.Id}: {tangential}");
                if (cyclone.MaximumWind < 33 || Math.Abs(cyclone.Centre.LatitudeDeg) > 28) continue;
                strong++;
                int[] inside = [.. Year.CellsWithin(cyclone.Centre, 0, 250)], ring = [.. Year.CellsWithin(cyclone.Centre, 800, 1200)];
                Assert.True(inside.Min(i => fields.PSL[i]) < ring.Average(i => fields.PSL[i]) - 500);
                Assert.True(inside.Max(i => fields.T500[i]) > ring.Average(i => fields.T500[i]) + 1);
                Assert.True(inside.Max(i => fields.PRECT[i]) > 3 * ring.Average(i => fields.PRECT[i]));
            }
        }
        Assert.True(strong > 10, $"{strong} strong storms");
    }

    [Fact]
    public void Every_snapshot_has_deep_lows_with_a_cold_core_that_are_background()
    {
        var differences = new List<double>();
        foreach (var fields in Year.Steps)
        {
            int lowest = Enumerable.Range(0, fields.PSL.Length).Where(i => fields.Labels[i] == SegmentationClass.Background).MinBy(i => fields.PSL[i]);
            Assert.True(fields.PSL[lowest] <= 98_000, $"{fields.PSL[lowest]}");
            var centre = new GeoPoint(Year.Latitude(lowest), Year.Longitude(lowest));
            var ring = Year.CellsWithin(centre, 1000, 1800).Where(i => Math.Abs(Year.Latitude(i) - centre.LatitudeDeg) < 4);
            differences.Add(fields.T500[lowest] - ring.Average(i => fields.T500[i]));
        }
        Assert.True(differences.Average() < -1.5, $"{differences.Average()}");
        Assert.True(differences.Count(d => d < 0) > 0.75 * differences.Count);
    }

    [Fact]
    public void Moister_air_than_in_most_rivers_is_background_in_the_tropics()
    {
        float[] rivers = [.. Year.Steps.SelectMany(f => f.TMQ.Where((_, i) => f.Labels[i] == SegmentationClass.AtmosphericRiver)).Order()];
        float ninetieth = rivers[(int)(0.9 * rivers.Length)];
        Assert.All(Year.Steps, f =>
            Assert.True(Enumerable.Range(0, f.TMQ.Length).Count(i => f.Labels[i] == SegmentationClass.Background && f.TMQ[i] > ninetieth) > 30));
    }

    [Fact]
    public void Weak_depressions_and_summer_heat_lows_are_there_without_a_label()
    {
        int depressions = 0;
        foreach (var fields in Year.Steps)
        {
            foreach (var weak in fields.Cyclones.Where(c => !c.IsCyclone && c.MaximumWind > 12))
            {
                if (fields.Cyclones.Any(c => c.IsCyclone && Sphere.DistanceKm(c.Centre.LatitudeDeg, c.Centre.LongitudeDeg, weak.Centre.LatitudeDeg, weak.Centre.LongitudeDeg) < 1500)) continue;
                depressions++;
                Assert.DoesNotContain(Year.CellsWithin(weak.Centre, 0, 300), i => fields.Labels[i] == SegmentationClass.TropicalCyclone);
            }
        }
        Assert.True(depressions > 20);

        // The Sahara in July: lower pressure, hotter and drier than the Atlantic west of it.
        var july = Year.Steps[40];
        double Mean(float[] field, double west, double east) => field.Where((_, i) => Year.Latitude(i) is > 20 and < 30 && Year.Longitude(i) >= west && Year.Longitude(i) <= east).Average();
        Assert.True(Mean(july.PSL, 0, 25) < Mean(july.PSL, 315, 335) - 500);
        Assert.True(Mean(july.TREFHT, 0, 25) > Mean(july.TREFHT, 315, 335) + 5);
    }

    static double Correlation(List<double> x, List<double> y)
    {
        double mx = x.Average(), my = y.Average(), xy = 0, xx = 0, yy = 0;
        for (int i = 0; i < x.Count; i++)
        {
            xy += (x[i] - mx) * (y[i] - my);
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
        }
        return xy / Math.Sqrt(xx * yy);
    }
}
