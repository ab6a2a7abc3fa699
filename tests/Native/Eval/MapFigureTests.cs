using System.Buffers.Binary;
using System.IO.Compression;
using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Native.Eval;

public class MapFigureTests
{
    static readonly LatLonGrid Grid = new([.. Enumerable.Range(0, 36).Select(i => -87.5 + 5 * i)], [.. Enumerable.Range(0, 72).Select(i => 2.5 + 5 * i)]);

    static MapFigure Figure() => new()
    {
        Grid = Grid, Field = [.. Enumerable.Range(0, Grid.CellCount).Select(i => (float)(i / 72))], FieldName = "Test (X)", Units = "1", Title = "A map", WidthPixels = 840,
    };

    static int Cell(double latitude, double longitude) => (int)((latitude + 90) / 5) * 72 + (int)(longitude / 5);

    [Fact]
    public void Fill_outline_and_coastline_put_ink_where_they_belong()
    {
        byte[] prediction = new byte[Grid.CellCount], label = new byte[Grid.CellCount];
        prediction[Cell(22, 142)] = 1;
        label[Cell(-28, 42)] = 2;
        uint[] plain = Pixels(Figure()), drawn = Pixels(Figure() with { Prediction = prediction, Label = label });
        // 720 x 360 pixels: two a degree, from 84 across and 58 down.
        Assert.NotEqual(plain[At(22.5, 142.5)], drawn[At(22.5, 142.5)]);
        Assert.Equal(plain[At(22.5, 152.5)], drawn[At(22.5, 152.5)]);
        // The label's cell is 40 to 45 E, 30 to 25 S: lines on its edges, none inside.
        Assert.Equal(0x7A3E00u, drawn[At(-30, 42.2)] & 0xFFFFFF);
        Assert.Equal(0x7A3E00u, drawn[At(-27.4, 45)] & 0xFFFFFF);
        Assert.Equal(plain[At(-27.4, 42.4)], drawn[At(-27.4, 42.4)]);

        if (CoastlineFinder.Find(out string reason) is not { } coast)
        {
            Assert.Skip(reason);
            return;
        }
        uint[] shore = Pixels(Figure() with { Coastline = coast });
        // Within half a degree of Cape Agulhas (34.83 S, 20.00 E) there is a shore; in the middle of the South Pacific there is none.
        Assert.True(Differs(plain, shore, -34.83, 20.0));
        Assert.False(Differs(plain, shore, -40.0, 230.0));
    }

    [Fact]
    public void A_storm_over_the_seam_is_outlined_on_both_sides_and_not_along_the_seam()
    {
        var label = new byte[Grid.CellCount];
        label[Cell(2, 2)] = label[Cell(2, 357)] = 1;
        uint[] plain = Pixels(Figure() with { Label = new byte[Grid.CellCount], Extent = new MapExtent(-30, 30, -20, 20) });
        uint[] drawn = Pixels(Figure() with { Label = label, Extent = new MapExtent(-30, 30, -20, 20) });
        // 12 pixels a degree across: the window's frame begins at 84.
        int width = 840;
        int Row(double latitude) => 58 + (int)((20 - latitude) / 40 * Math.Round(720 * 40 / (60 * Math.Cos(0))));
        int Column(double longitude) => 84 + (int)((longitude + 30) * 12);
        Assert.Equal(0x8E0045u, drawn[Row(2.4) * width + Column(-5)] & 0xFFFFFF);
        Assert.Equal(0x8E0045u, drawn[Row(2.4) * width + Column(5)] & 0xFFFFFF);
        Assert.Equal(plain[Row(2.4) * width + Column(0) + 3], drawn[Row(2.4) * width + Column(0) + 3]);
    }

    [Fact]
    public void A_map_without_a_coastline_is_drawn_and_says_so_and_the_same_map_has_the_same_bytes()
    {
        byte[] silent = (Figure() with { CoastlineMissing = "" }).ToPng(), told = (Figure() with { CoastlineMissing = "no coastline: not installed" }).ToPng();
        Assert.NotEqual(silent, told);
        Assert.Equal(told, (Figure() with { CoastlineMissing = "no coastline: not installed" }).ToPng());
    }

    [Fact]
    public void A_curve_of_a_run_that_ended_at_once_is_drawn()
    {
        var none = new MetricHistory { Steps = [], Validations = [] };
        Assert.NotEmpty(new CurveFigure(none, "empty").ToPng());
        var one = new MetricHistory { Steps = [new StepPoint(1, null, null)], Validations = [new ValidationPoint(1, 0.5, null, [0.9, null, null])] };
        Assert.NotEmpty(new CurveFigure(one, "one").ToPng());
    }

    static int At(double latitude, double longitude) => (58 + (int)((90 - latitude) * 2)) * 840 + 84 + (int)(longitude * 2);

    static bool Differs(uint[] a, uint[] b, double latitude, double longitude)
    {
        for (int dy = -1; dy <= 1; dy++)
            for (int dx = -1; dx <= 1; dx++)
                if (a[At(latitude, longitude) + dy * 840 + dx] != b[At(latitude, longitude) + dy * 840 + dx]) return true;
        return false;
    }

    // A reader of our own writer's PNG: RGB, rows filtered by Sub.
    static uint[] Pixels(MapFigure figure)
    {
        byte[] png = figure.ToPng();
        int width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), height = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20));
        int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var inflated = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress)) zlib.CopyTo(inflated);
        byte[] rows = inflated.ToArray();
        var pixels = new uint[width * height];
        for (int y = 0; y < height; y++)
        {
            int at = y * (1 + 3 * width) + 1;
            Assert.Equal(1, rows[at - 1]);
            byte red = 0, green = 0, blue = 0;
            for (int x = 0; x < width; x++)
            {
                red += rows[at++];
                green += rows[at++];
                blue += rows[at++];
                pixels[y * width + x] = (uint)(red << 16 | green << 8 | blue);
            }
        }
        return pixels;
    }
}
