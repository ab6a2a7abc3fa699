using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Cyclones over rivers as SCIENCE (Labels: Combination) says.</summary>
public class CombinedLabellerTests
{
    static readonly LatLonGrid Grid = RiverWeather.Grid(91, 180);

    /// <summary>Labels made by hand.</summary>
    sealed class Fixed(byte[] labels, params StormObject[] objects) : ILabeller
    {
        public string Method => "by-hand";

        public string Version => "7";

        public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string> { ["kind"] = "fixed" };

        public bool IsRuleBased => true;

        public IReadOnlyList<string> NeededChannels => ["X"];

        public IReadOnlyList<string> NeededVariables => [];

        public LabelledStep Label(LabelInput input) => new([.. labels], objects) { Probabilities = Soft(labels) };

        static float[] Soft(byte[] labels) => [.. labels.SelectMany(l => l == 255 ? [0f, 0, 0] : l == 2 ? [0.2f, 0, 0.8f] : (float[])[0.9f, 0, 0.1f])];
    }

    static byte[] Mask(Func<double, double, byte> label) =>
        [.. Enumerable.Range(0, Grid.CellCount).Select(i => label(Grid.LatitudeDeg[i / Grid.Width], Grid.LongitudeDeg[i % Grid.Width]))];

    static StormObject Cyclone(double latitude, double longitude) => new()
    {
        Time = "2015-12-12T06:00:00", Class = 1, Cells = 1, AreaKm2 = 1, LengthKm = 1, WidthKm = 1,
        CentroidLatitudeDeg = latitude, CentroidLongitudeDeg = longitude, Truncated = false,
    };

    static LabelledStep Label(byte[] cyclones, byte[] rivers, StormOverlap overlap, params StormObject[] storms) =>
        new CombinedLabeller(Config(overlap), new Fixed(cyclones, storms), new Fixed(rivers)).Label(RiverWeather.Input(Grid));

    static CombineConfig Config(StormOverlap overlap) =>
        new() { TropicalCyclones = new TempestCycloneConfig(), AtmosphericRivers = new BardArConfig(), Overlap = overlap };

    // A river along 36 N from 100 E to 140 E, and a cyclone's disc over its western end.
    static readonly byte[] Rivers = Mask((lat, lon) => lat is 34 or 36 or 38 && lon is >= 100 and <= 140 ? (byte)2 : (byte)0);
    static readonly byte[] Disc = Mask((lat, lon) => Sphere.DistanceDeg(lat, lon, 34, 100) <= 4 ? (byte)1 : (byte)0);

    [Fact]
    public void A_river_that_touches_a_cyclone_loses_the_cells_of_the_cyclone_only()
    {
        var step = Label(Disc, Rivers, StormOverlap.TcOverAr, Cyclone(34, 100));
        for (int i = 0; i < Grid.CellCount; i++) Assert.Equal(Disc[i] == 1 ? 1 : Rivers[i], step.Labels[i]);
        var river = Assert.Single(step.Objects, o => o.Class == 2);
        double removed = Enumerable.Range(0, Grid.CellCount).Where(i => Disc[i] == 1 && Rivers[i] == 2).Sum(Grid.CellAreaKm2);
        Assert.Equal(removed, river.RemovedAreaKm2!.Value, 1e-6 * removed);
        Assert.Equal(step.Labels.Count(l => l == 2), river.Cells);
    }

    [Fact]
    public void A_river_half_of_which_lies_within_8_degrees_of_a_centre_is_dropped_and_its_area_told()
    {
        byte[] blob = Mask((lat, lon) => lat is 28 or 30 or 32 && lon is >= 150 and <= 166 ? (byte)2 : Rivers[0]);
        double area = Enumerable.Range(0, Grid.CellCount).Where(i => blob[i] == 2).Sum(Grid.CellAreaKm2);
        byte[] disc = Mask((lat, lon) => Sphere.DistanceDeg(lat, lon, 30, 156) <= 3 ? (byte)1 : (byte)0);
        var step = Label(disc, blob, StormOverlap.TcOverAr, Cyclone(30, 156));
        Assert.DoesNotContain((byte)2, step.Labels);
        var dropped = Assert.Single(step.Objects, o => o.Class == 0);
        Assert.Equal(area, dropped.RemovedAreaKm2!.Value, 1e-6 * area);

        // The same river with the centre too far to cover half of it.
        Assert.Contains((byte)2, Label(disc, blob, StormOverlap.TcOverAr, Cyclone(30, 144)).Labels);
    }

    [Fact]
    public void Soft_labels_follow_the_hard_ones()
    {
        var step = Label(Disc, Rivers, StormOverlap.TcOverAr, Cyclone(34, 100));
        for (int i = 0; i < Grid.CellCount; i++)
        {
            Assert.Equal(1, step.Probabilities!.AsSpan(3 * i, 3).ToArray().Sum(), 1e-6);
            Assert.Equal(Disc[i] == 1 ? 1 : 0, step.Probabilities![3 * i + 1]);
            Assert.Equal(Disc[i] == 1 ? 0 : Rivers[i] == 2 ? 0.8f : 0.1f, step.Probabilities![3 * i + 2]);
        }
    }

    [Fact]
    public void Bits_drop_nothing_and_keep_both_in_the_soft_label()
    {
        var step = Label(Disc, Rivers, StormOverlap.Bits, Cyclone(34, 100));
        for (int i = 0; i < Grid.CellCount; i++)
        {
            Assert.Equal(Disc[i] == 1 ? 1 : Rivers[i], step.Labels[i]);
            Assert.Equal([Disc[i] == 0 && Rivers[i] == 0 ? 1 : 0, Disc[i], Rivers[i] / 2], step.Probabilities!.AsSpan(3 * i, 3).ToArray().Select(p => (int)p));
        }
    }

    [Fact]
    public void What_either_cannot_decide_is_undecided_but_for_cyclones()
    {
        byte[] halfSeen = Mask((lat, lon) => lon > 120 ? (byte)255 : lat is 36 && lon >= 100 ? (byte)2 : (byte)0);
        var step = Label(Disc, halfSeen, StormOverlap.TcOverAr, Cyclone(34, 100));
        for (int i = 0; i < Grid.CellCount; i++) Assert.Equal(Disc[i] == 1 ? 1 : halfSeen[i], step.Labels[i]);
        byte[] discHalfSeen = [.. Disc.Select((l, i) => l == 0 && i % 2 == 0 ? (byte)255 : l)];
        step = Label(discHalfSeen, Rivers, StormOverlap.TcOverAr, Cyclone(34, 100));
        for (int i = 0; i < Grid.CellCount; i++) Assert.Equal(Disc[i] == 1 ? 1 : i % 2 == 0 ? 255 : Rivers[i], step.Labels[i]);
    }

    [Fact]
    public void Every_parameter_of_both_parts_is_told_and_tracks_are_followed()
    {
        var labeller = new CombinedLabeller(Config(StormOverlap.TcOverAr), new Fixed(Disc), new Fixed(Rivers));
        Assert.Equal("by-hand", labeller.Parameters["tropicalCyclones.method"]);
        Assert.Equal("7", labeller.Parameters["atmosphericRivers.version"]);
        Assert.Equal("fixed", labeller.Parameters["atmosphericRivers.kind"]);
        Assert.Equal("tc-over-ar", labeller.Parameters["overlap"]);
        var tracking = Assert.IsType<ITrackingLabeller>(Labellers.Create(Config(StormOverlap.TcOverAr), _ => true), exactMatch: false);
        Assert.Contains("PSL", tracking.DetectionChannels);
        Assert.Contains("IVT", tracking.NeededChannels);
        Assert.Equal("combine", tracking.Link([]).Method);

        // What a labeller says of its soft labels is what is written.
        Assert.True(tracking.GivesProbabilities);
        Assert.True(tracking.Link([]).GivesProbabilities);
        var hard = Config(StormOverlap.TcOverAr) with { AtmosphericRivers = new TempestArConfig() };
        Assert.False(Labellers.Create(hard, _ => true).GivesProbabilities);
        Assert.True(Labellers.Create(hard with { Overlap = StormOverlap.Bits }, _ => true).GivesProbabilities);
    }
}
