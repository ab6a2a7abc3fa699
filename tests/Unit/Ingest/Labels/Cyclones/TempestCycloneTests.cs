using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>tempest-tc on cyclones made by hand.</summary>
public class TempestCycloneTests
{
    static readonly LatLonGrid Global = Grid(1, 1);

    // Tracks are followed on a band: its southern and northern edges are open.
    static readonly LatLonGrid Band = Region(-10, 0, 60, 360, 1);

    internal static LatLonGrid Grid(double latitudeStep, double longitudeStep) => new(
        [.. Enumerable.Range(0, (int)(180 / latitudeStep) + 1).Select(i => -90 + latitudeStep * i)],
        [.. Enumerable.Range(0, (int)(360 / longitudeStep)).Select(i => longitudeStep * i)]);

    static LatLonGrid Region(double south, double west, int height, int width, double step) => new(
        [.. Enumerable.Range(0, height).Select(i => south + step * i)], [.. Enumerable.Range(0, width).Select(i => west + step * i)]);

    static LabelledStep Snapshot(LatLonGrid grid, Dictionary<string, float[]> fields, TempestCycloneConfig? config = null) =>
        InMemoryLabelling.Label(config ?? new(), InMemoryLabelling.Step(grid, 0, fields))[0];

    // Six-hourly steps.
    static IReadOnlyList<LabelledStep> Follow(IEnumerable<Vortex[]> steps, double stepHours = 6) =>
        InMemoryLabelling.Label(new TempestCycloneConfig(), [.. steps.Select((v, i) => InMemoryLabelling.Step(Band, stepHours * i, Vortex.Fields(Band, v)))]);

    [Theory]
    [InlineData(15, 1)]
    [InlineData(-15, 1)]
    [InlineData(30, 1)]
    [InlineData(20, 0.5)]
    public void A_cyclone_is_the_disc_of_the_radius_where_its_mean_tangential_wind_falls_to_8(double latitude, double spacing)
    {
        var grid = Grid(spacing, spacing);
        var vortex = new Vortex(latitude, 140) { MaximumWind = 28, RadiusOfMaximumWindDeg = 1 };
        double edge = Enumerable.Range(0, 2000).Select(k => k * 0.01).Last(d => vortex.Wind(d) > 8);
        var storm = Assert.Single(Snapshot(grid, Vortex.Fields(grid, vortex)).Objects);
        var found = storm.Cyclone!;
        Assert.Equal((latitude, 140), (found.LatitudeDeg, found.LongitudeDeg));
        Assert.Equal(edge, found.R8Deg!.Value, 0.25 * spacing);
        Assert.Equal(RadiusClipping.None, found.RadiusClipping);
        Assert.Equal("lowest model level", found.WindLevel);
        Assert.Equal(vortex.Wind(1), found.WindMetresPerSecond!.Value, 1e-3);
        Assert.Equal(101_300 - 3000, found.PressurePa, 1);
        Assert.Equal((latitude, 140), (storm.CentroidLatitudeDeg, storm.CentroidLongitudeDeg), (a, b) => Math.Abs(a.Item1 - b.Item1) < 0.05 && Math.Abs(a.Item2 - b.Item2) < 1e-6);
        Assert.False(storm.Truncated);

        // The disc's area is the cap's, but for cells cut by its edge: half a cell's width around it at the very most.
        double cap = Cap(found.RadiusDeg);
        Assert.InRange(storm.AreaKm2, Cap(found.RadiusDeg - 0.2 * spacing), Cap(found.RadiusDeg + 0.2 * spacing));
        Assert.True(cap > 0);

        static double Cap(double deg) => 2 * Math.PI * 6371.0 * 6371.0 * (1 - Math.Cos(deg * Math.PI / 180));
    }

    [Fact]
    public void The_radius_is_clipped_and_the_table_says_so()
    {
        var large = Assert.Single(Snapshot(Global, Vortex.Fields(Global, new Vortex(20, 140) { MaximumWind = 50, RadiusOfMaximumWindDeg = 4, WidthDeg = 4 })).Objects).Cyclone!;
        Assert.True(large.R8Deg > 8);
        Assert.Equal((8.0, RadiusClipping.Upper), (large.RadiusDeg, large.RadiusClipping));
        var small = Assert.Single(Snapshot(Global, Vortex.Fields(Global, new Vortex(20, 140) { MaximumWind = 7 })).Objects).Cyclone!;
        Assert.Null(small.R8Deg);
        Assert.Equal((1.5, RadiusClipping.Lower), (small.RadiusDeg, small.RadiusClipping));
        var coarse = Grid(2.5, 2.5);
        var few = Assert.Single(Snapshot(coarse, Vortex.Fields(coarse, new Vortex(20, 140) { MaximumWind = 7 }), new() { PressureRadiusDeg = 6, WarmCoreRadiusDeg = 6 }).Objects).Cyclone!;
        Assert.Equal(3.75, few.RadiusDeg);
    }

    [Fact]
    public void A_cold_core_an_open_contour_and_the_shallower_of_two_near_ones_are_none()
    {
        Assert.Empty(Snapshot(Global, Vortex.Fields(Global, new Vortex(20, 140) { WarmK = -4 })).Objects);
        Assert.Single(Snapshot(Global, Vortex.Fields(Global, new Vortex(20, 140) { WarmK = -4 }), new() { WarmCore = CycloneTest.Off }).Objects);
        Assert.Empty(Snapshot(Global, Vortex.Fields(Global, new Vortex(20, 140) { DepthPa = 250 })).Objects);
        Assert.Empty(Snapshot(Global, Vortex.Fields(Global, new Vortex(20, 140) { WidthDeg = 12, DepthPa = 3000 })).Objects);
        var pair = Snapshot(Global, Vortex.Fields(Global, new Vortex(20, 140) { WidthDeg = 1 }, new Vortex(20, 145) { WidthDeg = 1, DepthPa = 4000 })).Objects;
        Assert.Equal(145, Assert.Single(pair).Cyclone!.LongitudeDeg);
        Assert.Equal(2, Snapshot(Global, Vortex.Fields(Global, new Vortex(20, 140) { WidthDeg = 1 }, new Vortex(20, 148) { WidthDeg = 1, DepthPa = 4000 })).Objects.Count);
    }

    [Fact]
    public void An_anticyclonic_wind_has_no_r8()
    {
        var fields = Vortex.Fields(Global, new Vortex(20, 140));
        fields["VBOT"] = [.. fields["VBOT"].Select(v => -v)];
        fields["UBOT"] = [.. fields["UBOT"].Select(v => -v)];
        Assert.Null(Assert.Single(Snapshot(Global, fields).Objects).Cyclone!.R8Deg);
    }

    [Fact]
    public void A_track_across_Greenwich_is_one_and_its_disc_is_whole()
    {
        var steps = Follow(Enumerable.Range(0, 9).Select(i => new[] { new Vortex(18, (364 - i) % 360) }));
        Assert.All(steps, step => Assert.Equal(1, Assert.Single(step.Objects).Track));
        Assert.All(steps, step => Assert.Equal(54, step.Objects[0].TrackHours));
        for (int i = 0; i < 9; i++)
        {
            var storm = steps[i].Objects[0];
            Assert.Equal(0, Math.IEEERemainder(storm.CentroidLongitudeDeg - (364 - i), 360), 1e-6);
            Assert.Equal(steps[0].Objects[0].AreaKm2, storm.AreaKm2, 1e-6 * storm.AreaKm2);
            Assert.False(storm.Truncated);
        }
    }

    [Theory]
    [InlineData(6, 9, 6, 1)] // the recipe's six steps of six hours
    [InlineData(5, 9, 6, 0)]
    [InlineData(6, 20, 3, 0)] // 18 h
    [InlineData(12, 20, 3, 1)]
    [InlineData(2, 9, 24, 1)]
    public void A_track_lasts_36_hours(int points, int steps, double stepHours, int tracks)
    {
        var found = Follow(Enumerable.Range(0, steps).Select(i => i < points ? [new Vortex(18, 140 - 0.5 * i)] : Array.Empty<Vortex>()), stepHours);
        Assert.Equal(tracks * points, found.Sum(s => s.Objects.Count));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_track_may_miss_six_hours(int missed, bool one)
    {
        var found = Follow(Enumerable.Range(0, 8 + missed).Select(i => i >= 4 && i < 4 + missed ? Array.Empty<Vortex>() : [new Vortex(18, 140 - i)]));
        Assert.Equal(one ? 8 : 0, found.Sum(s => s.Objects.Count));
    }

    [Theory]
    [InlineData(6, 9)]
    [InlineData(7, 0)]
    public void A_centre_moves_no_farther_than_six_degrees_in_six_hours(double degPerStep, int points) =>
        Assert.Equal(points, Follow(Enumerable.Range(0, 9).Select(i => new[] { new Vortex(0, 100 + degPerStep * i) })).Sum(s => s.Objects.Count));

    [Fact]
    public void Wind_and_latitude_are_held_for_36_hours_each()
    {
        Assert.Empty(Follow(Enumerable.Range(0, 9).Select(i => new[] { new Vortex(18, 140 - i) { MaximumWind = i < 5 ? 22 : 15 } })).SelectMany(s => s.Objects));
        Assert.Equal(9, Follow(Enumerable.Range(0, 9).Select(i => new[] { new Vortex(18, 140 - i) { MaximumWind = i < 6 ? 22 : 15 } })).Sum(s => s.Objects.Count));
        Assert.Empty(Follow(Enumerable.Range(0, 9).Select(i => new[] { new Vortex(36 + i, 140) })).SelectMany(s => s.Objects));
        Assert.Equal(9, Follow(Enumerable.Range(0, 9).Select(i => new[] { new Vortex(35 + i, 140) })).Sum(s => s.Objects.Count));
    }

    [Fact]
    public void A_snapshot_keeps_every_candidate_and_says_so()
    {
        var config = new TempestCycloneConfig();
        var labeller = (ITrackingLabeller)Labellers.Create(config, _ => true);
        var step = InMemoryLabelling.Step(Global, 0, Vortex.Fields(Global, new Vortex(50, 140) { MaximumWind = 10 }));
        var linked = labeller.Link([new StepCandidates(0, labeller.Detect(step))]);
        Assert.Contains("snapshots", linked.Parameters["trackFilter"], StringComparison.Ordinal);
        Assert.Contains("snapshots", Assert.Single(linked.Warnings(Global)), StringComparison.Ordinal);
        Assert.Null(Assert.Single(linked.Label(step).Objects).Track);
        var week = labeller.Link([.. Enumerable.Range(0, 28).Select(i => new StepCandidates(21600 * i, []))]);
        Assert.Equal("every step", week.Parameters["trackFilter"]);
        Assert.Empty(week.Warnings(Global));
    }

    [Fact]
    public void An_edge_minimum_is_no_closed_contour_unless_it_is_allowed_to_be_truncated()
    {
        var region = Region(10, 120, 40, 40, 0.5);
        var fields = Vortex.Fields(region, new Vortex(10.5, 130), new Vortex(22, 131));
        var inside = Assert.Single(Snapshot(region, fields).Objects);
        Assert.Equal(22, inside.Cyclone!.LatitudeDeg);
        var both = Snapshot(region, fields, new() { Edge = CycloneEdge.Allow }).Objects;
        Assert.Equal(2, both.Count);
        Assert.True(Assert.Single(both, o => o.Cyclone!.LatitudeDeg == 10.5).Truncated);
        Assert.True(Assert.Single(both, o => o.Cyclone!.LatitudeDeg == 10.5).Cyclone!.Truncated);
    }

    [Fact]
    public void Missing_pressure_is_undecided_and_truncates_the_contour_that_meets_it()
    {
        var fields = Vortex.Fields(Global, new Vortex(20, 140));
        for (int row = 105; row < 115; row++) fields["PSL"][row * 360 + 141] = float.NaN;
        var rejected = Snapshot(Global, fields);
        Assert.Empty(rejected.Objects);
        Assert.Equal(fields["PSL"].Select(float.IsNaN), rejected.Labels.Select(l => l == SegmentationClass.Ignore));
        Assert.True(Assert.Single(Snapshot(Global, fields, new() { Edge = CycloneEdge.Allow }).Objects).Truncated);
    }

    [Fact]
    public void What_is_missing_is_named_with_the_way_out()
    {
        string all = Assert.Throws<DataException>(() => Labellers.Create(new TempestCycloneConfig(), _ => false)).Message;
        foreach (string name in new[] { "PSL", "T200", "T500", "UBOT", "VBOT" }) Assert.Contains(name, all, StringComparison.Ordinal);
        string two = Assert.Throws<DataException>(() => Labellers.Create(new TempestCycloneConfig(), c => c is not ("T200" or "PSL"))).Message;
        Assert.Contains("need PSL, T200,", two, StringComparison.Ordinal);
        Assert.Contains("$.ingest.labels.pressure to \"PS\"", two, StringComparison.Ordinal);
        Assert.Contains("$.ingest.labels.warmCore to \"off\"", two, StringComparison.Ordinal);
        var least = Labellers.Create(new TempestCycloneConfig { Pressure = CyclonePressure.Surface, WarmCore = CycloneTest.Off, Wind = CycloneTest.Off }, c => c == "PS");
        Assert.Equal(["PS"], ((ITrackingLabeller)least).DetectionChannels);
    }

    [Fact]
    public void A_grid_that_the_defaults_were_not_made_for_is_warned_of()
    {
        var labeller = Labellers.Create(new TempestCycloneConfig(), _ => true);
        Assert.Contains("2.5", Assert.Single(labeller.Warnings(Grid(2.5, 2.5))), StringComparison.Ordinal);
        Assert.Empty(labeller.Warnings(Grid(0.5, 0.625)));
    }
}
