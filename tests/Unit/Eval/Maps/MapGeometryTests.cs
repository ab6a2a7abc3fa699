using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Unit;

public class MapGeometryTests
{
    [Fact]
    public void Places_lie_where_an_equirectangular_map_has_them()
    {
        var frame = MapFrame.Fit(new MapExtent(0, 360, -90, 90), 10, 20, 720);
        Assert.Equal(360, frame.Height);
        Assert.Equal((10 + 280.0, 20 + 100.0), (frame.X(140), frame.Y(40)));
        Assert.Equal((140.0, 40.0), (frame.Longitude(290), frame.Latitude(120)));
    }

    [Fact]
    public void A_window_over_the_seam_finds_what_lies_on_its_other_side()
    {
        var frame = MapFrame.Fit(new MapExtent(-30, 30, -20, 20), 0, 0, 600);
        Assert.Equal([-360.0], frame.Turns(340, 350));
        Assert.Equal([0.0], frame.Turns(10, 20));
        Assert.Empty(frame.Turns(100, 110));
        var lookup = new CellLookup(new LatLonGrid([-45, 45], [0, 90, 180, 270]));
        Assert.Equal(3, lookup.Column(-80));
        Assert.Equal(0, lookup.Column(370));
        Assert.Equal(-1, new CellLookup(new LatLonGrid([-45, 45], [10, 20])).Column(40));
    }

    [Fact]
    public void Ticks_are_round_and_their_labels_say_east_and_west()
    {
        Assert.Equal([0.0, 10, 20, 30, 40, 50, 60], Ticks.Round(0.3 - 1, 63));
        Assert.Equal([-60.0, -30, 0, 30, 60], Ticks.Degrees(-85, 85, 6));
        Assert.Equal(["0°", "120°E", "180°", "120°W", "30°W"], new[] { 0.0, 120, 180, 240, -30 }.Select(Ticks.Longitude));
        Assert.Equal(["30°N", "0°", "60°S"], new[] { 30.0, 0, -60 }.Select(Ticks.Latitude));
        Assert.Equal(["0.2", "1000", "1.2e-5"], new[] { Ticks.Text(0.2, 0.1), Ticks.Text(1000, 100), Ticks.Text(1.2e-5, 1e-6) });
    }

    [Fact]
    public void Lightness_of_the_colour_map_rises_evenly()
    {
        double[] luminance = [.. Enumerable.Range(0, 11).Select(i => Luminance(ColourMap.Slate[i / 10.0]))];
        // CIE L* of equal steps: within a unit and a half of the mean step, a just noticeable difference.
        double[] lightness = [.. luminance.Select(y => 116 * Math.Cbrt(y) - 16)];
        double mean = (lightness[^1] - lightness[0]) / 10;
        Assert.True(mean > 6, $"{mean}");
        Assert.All(lightness.Zip(lightness.Skip(1), (a, b) => b - a), step => Assert.InRange(step, mean - 1.5, mean + 1.5));

        static double Luminance(Rgb c) => 0.2126 * Linear(c.Red) + 0.7152 * Linear(c.Green) + 0.0722 * Linear(c.Blue);
        static double Linear(double v) => v <= 0.04045 ? v / 12.92 : Math.Pow((v + 0.055) / 1.055, 2.4);
    }

    [Fact]
    public void What_goes_either_way_from_0_is_lightest_at_0_and_as_dark_at_both_ends()
    {
        Assert.True(new ValueRange(-10, 30).GoesBothWays);
        Assert.Equal(new ValueRange(-30, 30), new ValueRange(-10, 30).AboutZero);
        Assert.All([new ValueRange(-2, 30), new ValueRange(98000, 103000), new ValueRange(0, 40)], range => Assert.False(range.GoesBothWays));
        double[] grey = [.. Enumerable.Range(0, 11).Select(i => ColourMap.BothWays[i / 10.0]).Select(c => 0.2126 * c.Red + 0.7152 * c.Green + 0.0722 * c.Blue)];
        Assert.Equal(5, Array.IndexOf(grey, grey.Max()));
        Assert.Equal(grey[0], grey[10], 0.05);
        Assert.All(Enumerable.Range(0, 5), i => Assert.True(grey[i] < grey[i + 1] && grey[10 - i] < grey[9 - i]));
        var (low, high) = (ColourMap.BothWays[0], ColourMap.BothWays[1]);
        Assert.True(low.Blue > low.Red && high.Red > high.Blue);
    }

    [Fact]
    public void The_raster_shows_field_fill_hatching_and_missing_cells_each_in_its_place()
    {
        var grid = new LatLonGrid([-45, 45], [0, 90, 180, 270]);
        float[] field = [0, 0, 0, float.NaN, 1, 1, 1, 1];
        byte[] prediction = [0, 1, 0, 0, 0, 2, 0, 0], label = [0, 0, 255, 0, 0, 0, 0, 0];
        var extent = MapExtent.Of(grid);
        uint[] pixels = new FieldRaster(grid, field, prediction, label, new ValueRange(0, 1), ColourMap.Slate).Paint(MapFrame.Fit(extent, 0, 0, 400), 400, 200);
        uint At(double longitude, double latitude) => pixels[(int)((90 - latitude) / 180 * 200) * 400 + (int)((longitude - extent.West) / 360 * 400)];
        Assert.Equal(ColourMap.Slate[0].Pixel, At(0, -45));
        Assert.Equal(ColourMap.Slate[1].Pixel, At(0, 45));
        Assert.Equal(ColourMap.Slate[0].Under(MapColours.Fill(1)!.Value, FieldRaster.FillOpacity).Pixel, At(90, -45));
        Assert.Equal(MapColours.Missing.Pixel, At(270, -45));
        var undecided = Enumerable.Range(0, 40).Select(i => At(170 + i * 0.5, -45)).Distinct().ToArray();
        Assert.Equal(2, undecided.Length);
    }
}
