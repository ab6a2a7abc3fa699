namespace Rossby.Eval;

/// <summary>
/// Where a place lies on an equirectangular map: pixels from degrees, x east and y down. A window of less than the globe keeps the shape of what lies in
/// its middle (standard parallel there).
/// </summary>
internal sealed record MapFrame(MapExtent Extent, double Left, double Top, double Width, double Height)
{
    /// <summary>A frame of a given width; its height follows from the extent, within what is sensible to look at.</summary>
    public static MapFrame Fit(MapExtent extent, double left, double top, double width)
    {
        double middle = (extent.South + extent.North) / 2, degreesWide = extent.East - extent.West;
        double shrink = degreesWide > 180 ? 1 : Math.Cos(middle * Math.PI / 180);
        double height = width * (extent.North - extent.South) / (degreesWide * shrink);
        return new MapFrame(extent, left, top, width, Math.Round(Math.Clamp(height, width * 0.3, width * 0.9)));
    }

    /// <summary>Pixels right of the frame's origin for a longitude in [West, East].</summary>
    public double X(double longitudeDeg) => Left + (longitudeDeg - Extent.West) / (Extent.East - Extent.West) * Width;

    /// <summary>Pixels down for a latitude.</summary>
    public double Y(double latitudeDeg) => Top + (Extent.North - latitudeDeg) / (Extent.North - Extent.South) * Height;

    /// <summary>The longitude at a pixel.</summary>
    public double Longitude(double x) => Extent.West + (x - Left) / Width * (Extent.East - Extent.West);

    /// <summary>The latitude at a pixel.</summary>
    public double Latitude(double y) => Extent.North - (y - Top) / Height * (Extent.North - Extent.South);

    /// <summary>The whole turns (multiples of 360 degrees) by which something between two longitudes must be shifted to touch the map.</summary>
    public IEnumerable<double> Turns(double west, double east)
    {
        for (double turn = Math.Ceiling((Extent.West - east) / 360) * 360; west + turn <= Extent.East; turn += 360) yield return turn;
    }
}
