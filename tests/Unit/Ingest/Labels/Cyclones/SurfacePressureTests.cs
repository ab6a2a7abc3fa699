using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>tempest-tc on the surface pressure of a regional file: a hurricane at sea beside mountains that are deeper minima than any storm.</summary>
public class SurfacePressureTests
{
    static readonly LatLonGrid Region = new([.. Enumerable.Range(0, 60).Select(i => 15 + 0.3 * i)], [.. Enumerable.Range(0, 90).Select(i => 258 + 0.3 * i)]);
    static readonly Vortex Hurricane = new(24, 272.1) { DepthPa = 4000, WidthDeg = 1.5, MaximumWind = 45, RadiusOfMaximumWindDeg = 0.6 };

    static readonly TempestCycloneConfig Config = new() { Pressure = CyclonePressure.Surface, WarmCore = CycloneTest.Off, Edge = CycloneEdge.Allow };

    // Ridges of some 1,500 m in the west, peaks of 300 to 2,500 m.
    static double Height(double latitude, double longitude) =>
        2500 * Bump(latitude - 20, longitude - 260, 1) + 1500 * Bump(latitude - 27, longitude - 261, 1.5) + 300 * Bump(latitude - 31, longitude - 270, 0.6);

    static double Bump(double y, double x, double width) => Math.Exp(-0.5 * (x * x + y * y) / (width * width));

    static Dictionary<string, float[]> Fields()
    {
        var fields = Vortex.Fields(Region, Hurricane);
        fields["ZS"] = new float[Region.CellCount];
        fields["PS"] = new float[Region.CellCount];
        for (int i = 0; i < Region.CellCount; i++)
        {
            double height = Height(Region.LatitudeDeg[i / Region.Width], Region.LongitudeDeg[i % Region.Width]);
            fields["ZS"][i] = (float)height;
            // Warmer than the standard atmosphere, as the tropics are: isothermal at 298 K to these heights.
            fields["PS"][i] = (float)(fields["PSL"][i] * Math.Exp(-9.80665 * height / (287.05 * 298)));
        }
        return fields;
    }

    static IReadOnlyList<StormObject> Label(TempestCycloneConfig config, params string[] channels) =>
        InMemoryLabelling.Label(config, InMemoryLabelling.Step(Region, 0, Fields().Where(f => channels.Contains(f.Key)).ToDictionary()))[0].Objects;

    [Fact]
    public void Where_heights_are_known_the_pressure_is_reduced_and_the_strongest_minimum_is_the_hurricane()
    {
        var strongest = Label(Config with { Wind = CycloneTest.Off }, "PS", "ZS")[0];
        Assert.Equal((24, 272.1), (Math.Round(strongest.Cyclone!.LatitudeDeg, 6), Math.Round(strongest.Cyclone.LongitudeDeg, 6)));
        Assert.InRange(strongest.Cyclone.PressurePa, 97_250, 97_350);
        Assert.Null(strongest.Cyclone.WindMetresPerSecond);
        Assert.Equal(RadiusClipping.Lower, strongest.Cyclone.RadiusClipping);
    }

    [Fact]
    public void Where_they_are_not_a_minimum_without_a_circulation_is_a_mountain()
    {
        var storm = Assert.Single(Label(Config, "PS", "UBOT", "VBOT"));
        Assert.Equal((24, 272.1), (Math.Round(storm.Cyclone!.LatitudeDeg, 6), Math.Round(storm.Cyclone.LongitudeDeg, 6)));
    }

    [Fact]
    public void With_pressure_alone_what_no_cyclone_can_be_is_left_out_and_the_rest_is_warned_of()
    {
        var labeller = Labellers.Create(Config with { Wind = CycloneTest.Off }, c => c == "PS");
        Assert.Contains(labeller.Warnings(Region), w => w.Contains("mountains", StringComparison.Ordinal));
        var found = Label(Config with { Wind = CycloneTest.Off }, "PS");
        Assert.Contains(found, o => Math.Abs(o.Cyclone!.LatitudeDeg - 24) < 1e-6);
        Assert.DoesNotContain(found, o => o.Cyclone!.PressurePa < 87_000);
    }

    [Theory]
    [InlineData(24, false)] // 9 degrees from the nearest edge, farther than the largest disc reaches
    [InlineData(21, true)]
    [InlineData(15, true)] // in the outermost row
    public void Without_wind_its_radius_is_unknown_and_it_is_truncated_where_the_largest_disc_leaves_the_grid(double latitude, bool truncated)
    {
        var fields = Vortex.Fields(Region, Hurricane with { LatitudeDeg = latitude });
        var step = InMemoryLabelling.Step(Region, 0, new Dictionary<string, float[]> { ["PS"] = fields["PSL"] });
        var storm = InMemoryLabelling.Label(Config with { Wind = CycloneTest.Off }, step)[0].Objects[0];
        Assert.Equal(latitude, storm.Cyclone!.LatitudeDeg, 1e-6);
        Assert.Equal(truncated, storm.Truncated);
    }

    [Fact]
    public void Without_wind_it_is_truncated_where_cells_in_reach_are_missing()
    {
        var fields = Vortex.Fields(Region, Hurricane);
        fields["PSL"][20 * Region.Width + 30] = float.NaN; // at 21 N 267 E, 5.5 degrees away
        var step = InMemoryLabelling.Step(Region, 0, new Dictionary<string, float[]> { ["PS"] = fields["PSL"] });
        Assert.True(InMemoryLabelling.Label(Config with { Wind = CycloneTest.Off }, step)[0].Objects[0].Truncated);
    }

    [Fact]
    public void A_hurricane_cut_by_the_edge_is_truncated_and_by_default_there_is_none()
    {
        var fields = Vortex.Fields(Region, Hurricane with { LatitudeDeg = 15.3 });
        fields["PS"] = fields["PSL"];
        var step = InMemoryLabelling.Step(Region, 0, fields);
        var storm = InMemoryLabelling.Label(Config, step)[0].Objects[0];
        Assert.True(storm.Truncated);
        Assert.Equal(15.3, storm.Cyclone!.LatitudeDeg, 1e-6);
        Assert.Empty(InMemoryLabelling.Label(Config with { Edge = CycloneEdge.Reject }, step)[0].Objects);
    }
}
