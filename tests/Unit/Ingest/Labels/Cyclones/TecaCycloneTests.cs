using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>teca-tc on cyclones made by hand.</summary>
public class TecaCycloneTests
{
    static readonly LatLonGrid Band = new([.. Enumerable.Range(0, 81).Select(i => 0.5 * i)], [.. Enumerable.Range(0, 720).Select(i => 0.5 * i)]);

    // Vorticity of the vortex's wind, (1/r) d(r v)/dr, at its place; thickness follows the core's warmth by 35 m a kelvin.
    static Dictionary<string, float[]> Fields(params IReadOnlyList<Vortex> vortices)
    {
        var fields = Vortex.Fields(Band, vortices);
        fields["THICK"] = [.. fields["T500"].Select(t => 12_000 + 35 * (t - 265))];
        fields["VORT850"] = new float[Band.CellCount];
        for (int i = 0; i < Band.CellCount; i++)
        {
            foreach (var vortex in vortices)
            {
                double latitude = Band.LatitudeDeg[i / Band.Width];
                if (Math.Abs(latitude - vortex.LatitudeDeg) > 6) continue;
                double deg = Sphere.DistanceDeg(latitude, Band.LongitudeDeg[i % Band.Width], vortex.LatitudeDeg, vortex.LongitudeDeg);
                double r = Math.Max(deg, 0.05), dr = 0.01, metres = 111_195;
                fields["VORT850"][i] += (float)(((r + dr) * vortex.Wind(r + dr) - (r - dr) * vortex.Wind(r - dr)) / (2 * dr * r * metres));
            }
        }
        return fields;
    }

    static readonly Vortex Strong = new(18, 140) { MaximumWind = 40, RadiusOfMaximumWindDeg = 1, WidthDeg = 1.5, DepthPa = 4000 };

    static IReadOnlyList<LabelledStep> Label(TecaCycloneConfig config, params IReadOnlyList<Dictionary<string, float[]>> steps) =>
        InMemoryLabelling.Label(config, [.. steps.Select((f, i) => InMemoryLabelling.Step(Band, 6 * i, f))]);

    [Fact]
    public void A_cyclone_is_the_disc_out_to_the_63_km_per_hour_of_its_mean_profile()
    {
        var storm = Assert.Single(Label(new(), Fields(Strong))[0].Objects);
        var found = storm.Cyclone!;
        Assert.Equal((18, 140), (found.LatitudeDeg, found.LongitudeDeg));
        double r0 = Enumerable.Range(100, 900).Select(k => k * 0.01).First(d => Strong.Wind(d) <= 63 / 3.6);
        Assert.Equal(r0, found.R0Deg!.Value, 0.1);
        Assert.Equal(r0, found.RadiusDeg, 0.1);
        Assert.True(found.HasWarmCore);
        Assert.True(found.HasThickness);
        Assert.Equal(265 + 4 - 22.5, found.CoreTemperatureK!.Value, 1e-3);
        Assert.Equal(12_140, found.ThicknessM!.Value, 1e-2);
        Assert.InRange(found.WindMetresPerSecond!.Value, 36, 40);
        Assert.False(storm.Truncated);
    }

    [Theory]
    [InlineData(0.3, 0)] // 120 m s-1 short of the threshold's vorticity
    [InlineData(1, 1)]
    public void The_vorticity_decides(double strength, int found) =>
        Assert.Equal(found, Label(new(), Fields(Strong with { MaximumWind = 20 * strength }))[0].Objects.Count);

    [Fact]
    public void A_cold_core_is_found_but_is_no_cyclone()
    {
        var detector = new TecaDetector(new());
        var step = InMemoryLabelling.Step(Band, 0, Fields(Strong with { WarmK = -4 }));
        var candidate = Assert.Single(detector.Detect(step));
        Assert.False(candidate.HasWarmCore);
        Assert.False(candidate.HasThickness);
        Assert.Empty(Label(new(), Fields(Strong with { WarmK = -4 }))[0].Objects);
    }

    // 100 Pa is no rise of 400 Pa but one of 2 Pa; 0.5 K is less than 0.8 K, which is less than 2.
    [Theory]
    [InlineData(TecaShapeTest.Documented, 100, 4, 0)]
    [InlineData(TecaShapeTest.AsCoded, 100, 4, 1)]
    [InlineData(TecaShapeTest.Documented, 4000, 1.2, 0)] // 42 m of thickness
    [InlineData(TecaShapeTest.AsCoded, 4000, 1.2, 1)]
    [InlineData(TecaShapeTest.AsCoded, 4000, 0.5, 0)]
    public void The_shape_test_as_coded_asks_for_two_units(TecaShapeTest test, double depthPa, double warmK, int found) =>
        Assert.Equal(found, Label(new() { ShapeTest = test }, Fields(Strong with { DepthPa = depthPa, WarmK = warmK }))[0].Objects.Count);

    [Theory]
    [InlineData(8, 8)] // eight points of six hours are two days
    [InlineData(7, 0)]
    public void A_track_has_wind_and_core_for_two_days(int warm, int points)
    {
        var steps = Label(new(), [.. Enumerable.Range(0, 9).Select(i => i < warm ? Fields(Strong with { LongitudeDeg = (361 - 0.5 * i) % 360 }) : Fields(Strong with { LatitudeDeg = 30, WarmK = -4, LongitudeDeg = 200 }))]);
        Assert.Equal(points, steps.Sum(s => s.Objects.Count));
        Assert.All(steps.SelectMany(s => s.Objects), o => Assert.Equal(1, o.Track));
    }

    [Fact]
    public void A_track_has_no_gaps()
    {
        var steps = Label(new(), [.. Enumerable.Range(0, 12).Select(i => i == 5 ? Fields() : Fields(Strong with { LongitudeDeg = 140 - 0.5 * i }))]);
        Assert.Empty(steps.SelectMany(s => s.Objects));
    }

    [Fact]
    public void What_is_missing_is_named_with_what_it_can_be_made_of()
    {
        string message = Assert.Throws<DataException>(() => Labellers.Create(new TecaCycloneConfig(), c => c is "PSL" or "T200" or "T500")).Message;
        Assert.Contains("need VORT850, THICK, UBOT, VBOT,", message, StringComparison.Ordinal);
        Assert.Contains("VORT850 can be made of U850 and V850", message, StringComparison.Ordinal);
    }
}
