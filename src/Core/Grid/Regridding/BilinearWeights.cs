namespace Rossby.Core;

/// <summary>Weights of bilinear interpolation between cell centres, along one axis each.</summary>
internal static class BilinearWeights
{
    /// <summary>Between rows. A centre beyond the outermost row but within its cell takes that row.</summary>
    internal static AxisWeights OfRows(LatLonGrid source, LatLonGrid target)
    {
        double[] from = source.LatitudeDeg;
        return Of(source.Height, target.LatitudeDeg, latitude =>
            latitude < source.LatitudeBoundsDeg[0] || latitude > source.LatitudeBoundsDeg[^1] ? null : Between(from, latitude));
    }

    /// <summary>Between columns; across the seam when the source is global.</summary>
    internal static AxisWeights OfColumns(LatLonGrid source, LatLonGrid target)
    {
        double[] from = source.LongitudeDeg;
        double spacing = source.IsGlobal ? 360.0 / source.Width : source.LongitudeSpacingDeg, west = from[0] - (source.IsGlobal ? 0 : spacing / 2);
        return Of(source.Width, target.LongitudeDeg, longitude =>
        {
            double wrapped = Sphere.WrapLongitude(longitude, west);
            if (!source.IsGlobal) return wrapped > from[^1] + spacing / 2 ? null : Between(from, wrapped);
            if (wrapped < from[^1]) return Between(from, wrapped);
            return (source.Width - 1, (wrapped - from[^1]) / (from[0] + 360 - from[^1]));
        });
    }

    static (int Index, double Share) Between(double[] centres, double place)
    {
        if (place <= centres[0]) return (0, 0);
        if (place >= centres[^1]) return (centres.Length - 1, 0);
        int next = Array.BinarySearch(centres, place);
        if (next >= 0) return (next, 0);
        next = ~next;
        return (next - 1, (place - centres[next - 1]) / (centres[next] - centres[next - 1]));
    }

    // Share is that of the following index; where it is 0 the run is one long, so that a missing neighbour takes nothing away.
    static AxisWeights Of(int sourceLength, double[] places, Func<double, (int Index, double Share)?> between)
    {
        var first = new int[places.Length];
        var weights = new double[places.Length][];
        for (int j = 0; j < places.Length; j++)
        {
            weights[j] = [];
            if (between(places[j]) is not var (index, share)) continue;
            first[j] = index;
            weights[j] = share == 0 ? [1] : [1 - share, share];
        }
        return new AxisWeights(sourceLength, first, weights);
    }
}
