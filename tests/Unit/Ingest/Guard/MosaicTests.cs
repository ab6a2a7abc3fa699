using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit;

public class MosaicTests
{
    // Rows and columns that blocks divide evenly, and such that they do not.
    [Theory]
    [InlineData(36, 72)]
    [InlineData(37, 71)]
    public void A_block_is_the_mean_by_area_of_the_cells_that_have_a_value(int height, int width)
    {
        var grid = new LatLonGrid([.. Enumerable.Range(0, height).Select(r => -90 + (r + 0.5) * 180 / height)], [.. Enumerable.Range(0, width).Select(c => c * 360.0 / width)]);
        var random = new Random(height);
        float[] field = [.. Enumerable.Range(0, grid.CellCount).Select(_ => random.Next(4) == 0 ? float.NaN : (float)random.NextDouble())];
        var mosaic = Mosaic.Of(grid, field, 17);
        int rows = mosaic.LatitudeDeg.Length, columns = mosaic.LongitudeDeg.Length;
        Assert.Equal((11, 21), (rows, columns));
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int[] cells = [.. Enumerable.Range(0, grid.CellCount)
                    .Where(i => i / width * rows / height == row && i % width * columns / width == column && !float.IsNaN(field[i]))];
                Assert.Equal(cells.Sum(i => grid.CellAreaKm2(i) * field[i]) / cells.Sum(grid.CellAreaKm2), mosaic[row, column], 1e-12);
            }
        }
    }
}
