namespace Rossby.Tests.Native.Ingest;

/// <summary>Regions drawn from a file, of the 15 degrees from which on the guard has something to say and more: places, sizes and times as users may cut them out.</summary>
static class DrawnRegions
{
    // Rows and columns beyond the edges drawn take a cell from it.
    const double LeastDeg = 17, MostHeightDeg = 90, MostWidthDeg = 180;

    /// <summary>Some regions of a file, half of them at one of its times; the same ones for the same seed.</summary>
    internal static IEnumerable<SweptFile> Of(SweptFile file, int count, int seed)
    {
        var random = new Random(seed);
        for (int drawn = 0; drawn < count;)
        {
            double height = Between(random, LeastDeg, Math.Min(MostHeightDeg, Span(file.LatitudeDeg)));
            double south = file.LatitudeDeg[0] + random.NextDouble() * (Span(file.LatitudeDeg) - height), centre = (south + height / 2) * Math.PI / 180;
            double least = LeastDeg / Math.Cos(centre), most = Math.Min(MostWidthDeg, Span(file.LongitudeDeg));
            if (least > most) continue;
            double width = Between(random, least, most), west = file.LongitudeDeg[0] + random.NextDouble() * (Span(file.LongitudeDeg) - width);
            var region = file.Region(FormattableString.Invariant($"{file.Name}, {south:0} to {south + height:0} N, {west:0} to {west + width:0} E"), south, south + height, west, west + width);
            if (file.Times.Length > 1 && random.Next(2) == 0) region = region.At(random.Next(file.Times.Length));
            // No rain anywhere is said to be so; where three of four cells are missing, the region is smaller than it looks.
            if (region.Fields.Values.Any(f => f.All(v => float.IsNaN(v) || v == 0) || f.Count(float.IsNaN) > 0.75 * f.Length)) continue;
            drawn++;
            yield return region;
        }
    }

    static double Span(double[] degrees) => degrees[^1] - degrees[0];

    // As many twice as large as there are half as large.
    static double Between(Random random, double least, double most) => least * Math.Pow(most / least, random.NextDouble());
}
