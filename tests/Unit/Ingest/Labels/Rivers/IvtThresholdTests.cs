using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>The rule of SCIENCE (Labels) on fields made by hand.</summary>
public class IvtThresholdTests
{
    static readonly LatLonGrid Global = new([.. Enumerable.Range(0, 91).Select(i => -90.0 + 2 * i)], [.. Enumerable.Range(0, 180).Select(i => 2.0 * i)]);
    static readonly LatLonGrid Regional = new([.. Enumerable.Range(0, 21).Select(i => 20.0 + 2 * i)], [.. Enumerable.Range(0, 61).Select(i => 180.0 + 2 * i)]);

    static LabelledStep Label(LatLonGrid grid, float[] values, string channel = "IVT", IvtThresholdConfig? config = null) =>
        Labellers.Create(config ?? new(), name => name == channel).Label(new LabelInput(
            grid, new ClimateTime(2015, 12, 12, 21600), 0, new Dictionary<string, float[]> { [channel] = values }, new Dictionary<string, string> { [channel] = "a.nc" }));

    static float[] Field(LatLonGrid grid, Func<double, double, double> value)
    {
        float[] values = new float[grid.CellCount];
        for (int i = 0; i < values.Length; i++) values[i] = (float)value(grid.LatitudeDeg[i / grid.Width], grid.LongitudeDeg[i % grid.Width]);
        return values;
    }

    static byte At(LatLonGrid grid, LabelledStep step, double latitude, double longitude) =>
        step.Labels[Array.IndexOf(grid.LatitudeDeg, latitude) * grid.Width + Array.IndexOf(grid.LongitudeDeg, longitude)];

    [Fact]
    public void A_long_narrow_band_is_a_river_and_a_round_blob_is_not()
    {
        var step = Label(Global, Field(Global, (lat, lon) =>
            lat is >= 40 and <= 44 && lon is >= 100 and <= 140 ? 250 : Sphere.DistanceDeg(lat, lon, -50, 200) <= 12 ? 900 : 100));
        Assert.Equal(2, At(Global, step, 42, 120));
        Assert.Equal(0, At(Global, step, -50, 200));
        Assert.Equal(0, At(Global, step, 46, 120));
        var river = Assert.Single(step.Objects);
        Assert.Equal(3 * 21, river.Cells);
        Assert.Equal(step.Labels.Count(l => l == 2), river.Cells);
        // The farthest pair are opposite corners of the band: 40 N 100 E to 40 N 140 E, its lower, longer parallel.
        Assert.Equal(Sphere.DistanceKm(40, 100, 40, 140), river.LengthKm, 1);
        Assert.Equal(river.AreaKm2 / river.LengthKm, river.WidthKm, 1e-9);
        Assert.InRange(river.CentroidLatitudeDeg, 42, 45); // the mean of unit vectors of an arc lies poleward of its parallel
        Assert.Equal(120, river.CentroidLongitudeDeg, 1e-6);
        Assert.False(river.Truncated);
    }

    [Fact]
    public void The_tropics_are_cut_before_cells_are_connected()
    {
        // Two bands, one in each hemisphere, joined by a meridional bridge across the equator.
        var step = Label(Global, Field(Global, (lat, lon) =>
            (Math.Abs(lat) is >= 30 and <= 34 && lon is >= 60 and <= 110) || (lon is >= 80 and <= 82 && Math.Abs(lat) <= 34) ? 500 : 0));
        Assert.Equal(2, step.Objects.Count);
        Assert.Equal(0, At(Global, step, 18, 80));
        Assert.Equal(2, At(Global, step, 20, 80)); // |lat| < 20 is cut, 20 itself stays
        Assert.All(step.Objects, o => Assert.InRange(Math.Abs(o.CentroidLatitudeDeg), 25, 40));
    }

    [Fact]
    public void Cells_that_touch_by_a_corner_are_one_object()
    {
        var step = Label(Global, Field(Global, (lat, lon) => lon is >= 100 and <= 150 && lat == 30 + (lon - 100) / 2 - (lon - 100) / 2 % 2 ? 300 : 0));
        Assert.Single(step.Objects);
        Assert.Equal(26, step.Objects[0].Cells);
    }

    [Fact]
    public void A_river_across_the_seam_is_one_object_and_not_truncated()
    {
        var field = Field(Global, (lat, lon) => lat is >= 40 and <= 42 && (lon >= 340 || lon <= 20) ? 400 : 0);
        var river = Assert.Single(Label(Global, field).Objects);
        Assert.Equal(Sphere.DistanceKm(40, 340, 40, 20), river.LengthKm, 1);
        Assert.False(river.Truncated);
        Assert.True(Math.Min(river.CentroidLongitudeDeg, 360 - river.CentroidLongitudeDeg) < 1e-6);
    }

    [Fact]
    public void Missing_transport_is_undecided_and_truncates_what_it_touches()
    {
        var field = Field(Global, (lat, lon) => lat is >= 40 and <= 42 ? (lon is >= 100 and <= 140 ? 400 : lon is > 140 and < 150 ? double.NaN : 0) : 0);
        var step = Label(Global, field);
        Assert.Equal(255, At(Global, step, 40, 142));
        Assert.Equal(step.Labels.Select(l => l == 255), field.Select(float.IsNaN));
        Assert.True(Assert.Single(step.Objects).Truncated);
    }

    [Fact]
    public void An_open_edge_truncates_and_does_not_connect()
    {
        var field = Field(Regional, (lat, lon) => lat is >= 40 and <= 42 && (lon <= 220 || lon >= 262) ? 400 : 0);
        var step = Label(Regional, field);
        Assert.Equal(2, step.Objects.Count);
        Assert.All(step.Objects, o => Assert.True(o.Truncated));
    }

    [Theory]
    [InlineData(2000, 2, 25, 1)]
    [InlineData(4000, 2, 25, 0)]
    [InlineData(2000, 40, 25, 0)]
    [InlineData(2000, 2, 45, 0)]
    public void Length_shape_and_latitude_each_decide(double lengthKm, double ratio, double latitude, int rivers)
    {
        // 40 degrees along 40 N and 42 N: 3,400 km long, some 440 km wide.
        var field = Field(Global, (lat, lon) => lat is >= 40 and <= 42 && lon is >= 100 and <= 140 ? 400 : 0);
        var config = new IvtThresholdConfig { MinimumLengthKm = lengthKm, MinimumLengthToWidth = ratio, MinimumCentroidLatitudeDeg = latitude };
        Assert.Equal(rivers, Label(Global, field, config: config).Objects.Count);
    }

    [Fact]
    public void Water_vapour_alone_is_damped_towards_the_equator()
    {
        var band = Field(Global, (lat, lon) => lon is >= 100 and <= 160 && lat is >= 30 and <= 50 ? 26 : 0);
        var step = Label(Global, band, "TMQ", new IvtThresholdConfig { MinimumLengthToWidth = 0 });
        for (double lat = 30; lat <= 50; lat += 2)
            Assert.Equal(26 * (1 - Math.Exp(-lat * lat / (2 * 19 * 19))) >= 24 ? 2 : 0, At(Global, step, lat, 120));
        var missing = Assert.Throws<DataException>(() => Labellers.Create(new IvtThresholdConfig(), _ => false));
        Assert.Contains("need IVT", missing.Message, StringComparison.Ordinal);
    }
}
