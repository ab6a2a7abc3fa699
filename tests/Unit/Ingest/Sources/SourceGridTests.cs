using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class SourceGridTests
{
    // Rows either way; columns global from anywhere, with or without a repeated one, or regional, over a seam or not.
    static readonly Arbitrary<(double[] Latitudes, double[] Longitudes)> Axes = (
        from rows in Gen.Choose(2, 9)
        from flipped in Gen.Elements(true, false)
        from columns in Gen.Choose(4, 12)
        from first in Gen.Choose(-200, 359)
        from kind in Gen.Elements("global", "cyclic", "regional")
        from wrapped in Gen.Elements(true, false)
        let step = kind == "regional" ? 5.0 : 360.0 / columns
        let latitudes = Enumerable.Range(0, rows).Select(i => -40 + 10.0 * i)
        let longitudes = Enumerable.Range(0, kind == "cyclic" ? columns + 1 : columns).Select(i => first + step * i).Select(l => wrapped ? (l + 540) % 360 - 180 : l)
        select (flipped ? latitudes.Reverse().ToArray() : latitudes.ToArray(), longitudes.ToArray())).ToArbitrary();

    [Fact]
    public void Every_cell_lands_where_its_coordinates_say() =>
        Prop.ForAll(Axes, axes =>
        {
            var (grid, stored) = Place(axes.Latitudes, axes.Longitudes);
            for (int i = 0; i < stored.Length; i++)
            {
                var (latitude, longitude) = Decode(stored[i], axes.Longitudes.Length, axes);
                if (latitude != grid.Grid.LatitudeDeg[i / grid.Grid.Width]) return false;
                double apart = Math.Abs(Sphere.WrapLongitude(longitude - grid.Grid.LongitudeDeg[i % grid.Grid.Width] + 180) - 180);
                if (apart > 1e-9) return false;
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_orientation_leads_back_to_the_sources_order() =>
        Prop.ForAll(Axes, axes =>
        {
            var (grid, stored) = Place(axes.Latitudes, axes.Longitudes);
            var orientation = grid.Orientation;
            int height = grid.Grid.Height, width = grid.Grid.Width, sourceWidth = orientation.SourceLongitudeDeg.Count;
            for (int row = 0; row < height; row++)
            {
                for (int column = 0; column < sourceWidth; column++)
                {
                    float value = stored[(orientation.NorthToSouth ? height - 1 - row : row) * width + (column + orientation.FirstColumn) % width];
                    if (value != row * sourceWidth + column % width) return false;
                }
            }
            return true;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_global_grid_starts_at_the_first_column_east_of_Greenwich()
    {
        double[] rows = [10, 0, -10];
        var centred = SourceGrid.Of(rows, [.. Enumerable.Range(0, 144).Select(i => -180 + 2.5 * i)], "lat", "lon").Grid;
        Assert.Equal((0, 357.5, true), (centred.LongitudeDeg[0], centred.LongitudeDeg[^1], centred.IsGlobal));
        var shifted = SourceGrid.Of(rows, [.. Enumerable.Range(0, 180).Select(i => 21 + 2.0 * i)], "lat", "lon").Grid;
        Assert.Equal((1, 359), (shifted.LongitudeDeg[0], shifted.LongitudeDeg[^1]));
        var rounded = SourceGrid.Of(rows, [-1e-6, 90, 180, 270], "lat", "lon").Grid;
        Assert.Equal(0, rounded.LongitudeDeg[0]);
    }

    [Fact]
    public void A_region_over_the_dateline_is_contiguous()
    {
        var grid = SourceGrid.Of([0, 1], [178, 179, -180, -179], "lat", "lon").Grid;
        Assert.Equal([178, 179, 180, 181], grid.LongitudeDeg);
        Assert.False(grid.IsGlobal);
        var error = Assert.Throws<DataException>(() => SourceGrid.Of([0, 1], [40, 30, 20], "lat", "lon"));
        Assert.Contains("east to west", error.Message, StringComparison.Ordinal);
    }

    static (SourceGrid Grid, float[] Stored) Place(double[] latitudes, double[] longitudes)
    {
        var grid = SourceGrid.Of(latitudes, longitudes, "lat", "lon");
        float[] source = [.. Enumerable.Range(0, latitudes.Length * longitudes.Length).Select(i => (float)i)];
        float[] stored = new float[grid.Grid.CellCount], fromTransposed = new float[grid.Grid.CellCount];
        grid.Place(source, transposed: false, stored);
        float[] turned = [.. Enumerable.Range(0, source.Length).Select(i => source[i % latitudes.Length * longitudes.Length + i / latitudes.Length])];
        grid.Place(turned, transposed: true, fromTransposed);
        Assert.Equal(stored, fromTransposed);
        return (grid, stored);
    }

    static (double Latitude, double Longitude) Decode(float value, int sourceWidth, (double[] Latitudes, double[] Longitudes) axes) =>
        (axes.Latitudes[(int)value / sourceWidth], axes.Longitudes[(int)value % sourceWidth]);
}
