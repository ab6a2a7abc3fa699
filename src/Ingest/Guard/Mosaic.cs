using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>A field averaged by area over blocks of some degrees, at one time or over several: small enough to be kept for every channel.</summary>
internal sealed class Mosaic
{
    readonly double[] sums, weights;

    Mosaic(double[] latitudeDeg, double[] longitudeDeg, double[] sums, double[] weights) =>
        (LatitudeDeg, LongitudeDeg, this.sums, this.weights) = (latitudeDeg, longitudeDeg, sums, weights);

    /// <summary>Of the blocks' centres, south to north.</summary>
    internal double[] LatitudeDeg { get; }

    /// <summary>Of the blocks' centres, west to east.</summary>
    internal double[] LongitudeDeg { get; }

    /// <summary>A block's mean; NaN where nothing is there.</summary>
    internal double this[int row, int column] => sums[row * LongitudeDeg.Length + column] / weights[row * LongitudeDeg.Length + column];

    /// <summary>Averages a field [H, W], NaN where missing, over blocks of some <paramref name="blockDeg"/> degrees.</summary>
    internal static Mosaic Of(LatLonGrid grid, ReadOnlySpan<float> field, double blockDeg = 5)
    {
        int height = Blocks(grid.Height, (grid.LatitudeBoundsDeg[^1] - grid.LatitudeBoundsDeg[0]) / blockDeg), width = Blocks(grid.Width, grid.Width * grid.LongitudeSpacingDeg / blockDeg);
        double[] sums = new double[height * width], weights = new double[height * width];
        // Cell i is in block i x blocks / cells: a block's first cell is the first for which that is so.
        int[] starts = [.. Enumerable.Range(0, width + 1).Select(block => (block * grid.Width + width - 1) / width)];
        for (int row = 0; row < grid.Height; row++)
        {
            var cells = field.Slice(row * grid.Width, grid.Width);
            int first = row * height / grid.Height * width;
            double area = grid.RowCellAreaKm2[row];
            for (int column = 0; column < width; column++)
            {
                double sum = sums[first + column], weight = weights[first + column];
                foreach (float value in cells[starts[column]..starts[column + 1]])
                {
                    if (!float.IsNaN(value)) (sum, weight) = (sum + area * value, weight + area);
                }
                (sums[first + column], weights[first + column]) = (sum, weight);
            }
        }
        return new Mosaic(Centres(grid.LatitudeDeg, height), Centres(grid.LongitudeDeg, width), sums, weights);
    }

    /// <summary>This and another of the same grid, over the times of both.</summary>
    internal Mosaic Plus(Mosaic other) =>
        new(LatitudeDeg, LongitudeDeg, [.. sums.Zip(other.sums, (a, b) => a + b)], [.. weights.Zip(other.weights, (a, b) => a + b)]);

    /// <summary>The mean over the blocks whose centres lie between two latitudes, and two longitudes if given; NaN where there are none.</summary>
    internal double Mean(double south, double north, double west = 0, double east = 360)
    {
        double sum = 0, weight = 0;
        for (int block = 0; block < sums.Length; block++)
        {
            double latitude = LatitudeDeg[block / LongitudeDeg.Length], longitude = LongitudeDeg[block % LongitudeDeg.Length];
            if (latitude >= south && latitude <= north && longitude >= west && longitude <= east) (sum, weight) = (sum + sums[block], weight + weights[block]);
        }
        return sum / weight;
    }

    /// <summary>The standard deviation along rows, averaged over the rows between two latitudes; NaN where there are none or blocks lack.</summary>
    internal double Spread(double south, double north) =>
        Enumerable.Range(0, LatitudeDeg.Length).Where(r => LatitudeDeg[r] >= south && LatitudeDeg[r] <= north).Select(RowSpread).DefaultIfEmpty(double.NaN).Average();

    double RowSpread(int row)
    {
        double[] values = [.. Enumerable.Range(0, LongitudeDeg.Length).Select(c => this[row, c])];
        double mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }

    static int Blocks(int cells, double blocks) => Math.Clamp((int)Math.Round(blocks), 1, cells);

    static double[] Centres(double[] cells, int blocks) =>
        [.. cells.Select((deg, i) => (Deg: deg, Block: i * blocks / cells.Length)).GroupBy(c => c.Block, c => c.Deg).OrderBy(b => b.Key).Select(b => b.Average())];
}
