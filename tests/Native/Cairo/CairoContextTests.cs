using Rossby.Cairo;
using Xunit;

namespace Rossby.Tests.Native.Cairo;

public class CairoContextTests
{
    const uint White = 0xFFFFFFFF, Red = 0xFFFF0000, Blue = 0xFF0000FF, Black = 0xFF000000;

    [Fact]
    public void What_is_drawn_is_in_the_picture()
    {
        using var surface = new CairoSurface(60, 40);
        using var context = new CairoContext(surface);
        context.SetColour(1, 1, 1);
        context.Paint();
        context.SetColour(0xFF0000);
        context.Rectangle(10, 10, 20, 10);
        context.Fill();
        context.SetColour(0, 0, 1);
        context.SetLineWidth(2);
        context.Polyline([0, 30, double.NaN, 40, 60], [30, 30, 0, 30, 30]);
        context.Stroke();
        var picture = new PngPicture(surface.ToPng());
        Assert.Equal((60, 40), (picture.Width, picture.Height));
        Assert.Equal(White, picture[5, 5]);
        Assert.Equal(Red, picture[10, 10]);
        Assert.Equal(Red, picture[29, 19]);
        Assert.Equal(White, picture[30, 15]);
        Assert.Equal(Blue, picture[15, 29]);
        Assert.Equal(Blue, picture[15, 30]);
        Assert.Equal(White, picture[35, 30]); // the pen was lifted
        Assert.Equal(Blue, picture[50, 30]);
        Assert.Equal(White, picture[15, 32]);
    }

    [Fact]
    public void An_image_is_stretched_in_blocks_and_stays_inside_its_rectangle()
    {
        uint[] cells = [0xFF0000, 0x00FF00, 0x0000FF, 0x123456];
        using var image = new CairoSurface(cells, 2, 2);
        using var surface = new CairoSurface(50, 50);
        using var context = new CairoContext(surface);
        context.SetColour(1, 1, 1);
        context.Paint();
        context.PaintImage(image, 5, 5, 40, 20);
        var picture = new PngPicture(surface.ToPng());
        Assert.Equal(White, picture[4, 15]);
        Assert.Equal(Red, picture[5, 5]);
        Assert.Equal(Red, picture[24, 14]);
        Assert.Equal(0xFF00FF00, picture[25, 14]);
        Assert.Equal(Blue, picture[24, 15]);
        Assert.Equal(0xFF123456, picture[44, 24]);
        Assert.Equal(White, picture[45, 24]);
        Assert.Equal(White, picture[44, 25]);
    }

    [Fact]
    public void Text_leaves_ink_where_it_is_measured()
    {
        using var surface = new CairoSurface(300, 60);
        using var context = new CairoContext(surface);
        context.SetColour(1, 1, 1);
        context.Paint();
        context.SetColour(0, 0, 0);
        context.SetFontSize(20);
        const string text = "IVT — été, 30°N";
        var size = context.Measure(text);
        Assert.InRange(size.Width, 50, 250);
        context.Text(290, 40, text, anchor: 1);
        var (left, right, top, bottom) = Ink(surface);
        Assert.InRange(left, 290 - size.AdvanceX - 2, 290 - size.AdvanceX + size.BearingX + 2);
        Assert.InRange(right, 290 - size.AdvanceX + size.BearingX + size.Width - 3, 291);
        Assert.InRange(top, 40 + size.BearingY - 2, 40 + size.BearingY + 2);
        Assert.InRange(bottom, 38, 40 + size.BearingY + size.Height + 2);
    }

    [Fact]
    public void Clip_dash_circle_and_restore_do_as_they_say()
    {
        using var surface = new CairoSurface(40, 40, CairoFormat.Argb32);
        using var context = new CairoContext(surface);
        context.Save();
        context.Clip(0, 0, 20, 40);
        context.SetColour(1, 0, 0);
        context.Paint();
        context.Restore();
        context.Circle(30, 10, 5);
        context.Fill();
        context.SetAntialias(false);
        context.SetDash(4, 4);
        context.SetLineWidth(2);
        context.MoveTo(20, 30);
        context.LineTo(40, 30);
        context.Stroke();
        var picture = new PngPicture(surface.ToPng());
        Assert.Equal(Red, picture[10, 20]);
        Assert.Equal(0u, picture[25, 20]);
        Assert.Equal(Black, picture[30, 10]);
        Assert.Equal(Black, picture[21, 30]);
        Assert.Equal(0u, picture[26, 30]);
        Assert.Equal(Black, picture[29, 30]);
    }

    [Fact]
    public void The_same_picture_gives_the_same_bytes_and_crcs_that_zlib_agrees_with()
    {
        byte[] Draw()
        {
            using var surface = new CairoSurface(200, 100);
            using var context = new CairoContext(surface);
            context.SetColour(0.2, 0.4, 0.6);
            context.Text(10, 50, "same");
            return surface.ToPng();
        }
        byte[] png = Draw();
        Assert.Equal(png, Draw());
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["p.png"], png);
        Assert.Equal("IHDR IDAT IEND", Referee.Run("""
            import sys, zlib, struct
            b = open(sys.argv[1], 'rb').read(); i = 8; names = []
            while i < len(b):
                n, = struct.unpack('>I', b[i:i+4]); assert struct.unpack('>I', b[i+8+n:i+12+n])[0] == zlib.crc32(b[i+4:i+8+n]); names.append(b[i+4:i+8].decode()); i += 12 + n
            print(*names)
            """, folder["p.png"]));
    }

    [Fact]
    public void Pixels_can_be_written_past_cairo()
    {
        using var surface = new CairoSurface(4, 4);
        surface.Pixels.Fill(0x00ABCDEF);
        surface.MarkDirty();
        Assert.Equal(0xFFABCDEF, new PngPicture(surface.ToPng())[3, 3]);
        Assert.Throws<ArgumentException>(() => new CairoSurface(new uint[3], 2, 2));
    }

    static (int Left, int Right, int Top, int Bottom) Ink(CairoSurface surface)
    {
        int left = surface.Width, right = -1, top = surface.Height, bottom = -1;
        for (int y = 0; y < surface.Height; y++)
            for (int x = 0; x < surface.Width; x++)
            {
                if ((surface.Pixels[y * surface.Width + x] & 255) > 200) continue;
                (left, right, top, bottom) = (Math.Min(left, x), Math.Max(right, x), Math.Min(top, y), Math.Max(bottom, y));
            }
        return (left, right, top, bottom);
    }
}
