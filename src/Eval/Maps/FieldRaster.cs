using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Colours every pixel of a map from the cell under it: the field, the prediction as a translucent fill, what is undecided hatched.</summary>
internal sealed class FieldRaster(LatLonGrid grid, float[] field, byte[]? prediction, byte[]? label, ValueRange range, ColourMap colours, IReadOnlyList<MapCategory>? categories = null)
{
    /// <summary>How much of the field's colour a fill covers.</summary>
    public const double FillOpacity = 0.6;

    const int HatchPixels = 12;

    /// <summary>The pixels of a frame, row-major, <c>0xFFRRGGBB</c>.</summary>
    public uint[] Paint(MapFrame frame, int width, int height)
    {
        var pixels = new uint[width * height];
        var lookup = new CellLookup(grid);
        var columns = new int[width];
        for (int x = 0; x < width; x++) columns[x] = lookup.Column(frame.Longitude(frame.Left + (x + 0.5) * frame.Width / width));
        for (int y = 0; y < height; y++)
        {
            int row = lookup.Row(frame.Latitude(frame.Top + (y + 0.5) * frame.Height / height));
            for (int x = 0; x < width; x++)
            {
                if (row < 0 || columns[x] < 0)
                {
                    pixels[y * width + x] = MapColours.Outside.Pixel;
                    continue;
                }
                int cell = row * grid.Width + columns[x];
                var colour = Ground(field[cell]);
                // Undecided cells enter no score: the stripes say so.
                if (label is not null && label[cell] == SegmentationClass.Ignore && (x + y) % HatchPixels < 2) colour = colour.Under(MapColours.Hatch, 0.75);
                if (prediction is not null && MapColours.Fill(prediction[cell]) is { } fill) colour = colour.Under(fill, FillOpacity);
                pixels[y * width + x] = colour.Pixel;
            }
        }
        return pixels;
    }

    Rgb Ground(float value) => categories != null ? Rgb.Hex(categories[(int)value].Colour) : float.IsNaN(value) ? MapColours.Missing : colours[range.Scaled(value)];
}
