using Rossby.Core;
using Rossby.Hdf5;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>A set on another grid than its source: what stands in the shards is the mean of the source's cells, and classes keep their areas.</summary>
public class RegriddedSetTests
{
    [Fact]
    public void Fields_are_area_means_and_labels_are_shares_of_area_made_on_the_sources_grid()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"]);
        var config = WrittenSource.Config("x.nc") with { Grid = new GridConfig { Height = 6, Width = 12 } };
        var manifest = Ingested.Run(config, folder.Path);
        Assert.Equal((6, 12, 0.0 + 15), (manifest.LatitudeDeg.Count, manifest.LongitudeDeg.Count, manifest.LongitudeDeg[0]));
        Assert.StartsWith("fields conservative, labels as class area shares", manifest.Regridding, StringComparison.Ordinal);
        Assert.Equal("climate/label_prob_0", manifest.Labellings[0].Probabilities);
        var shard = manifest.Shards[0];
        using var file = H5File.Open(Path.Combine(folder.Path, "data", shard.File));
        using var data = file.OpenDataset("climate/data");
        using var soft = file.OpenDataset("climate/label_prob_0");
        float[] values = new float[data.Length], shares = new float[soft.Length];
        data.Read<float>(values);
        soft.Read<float>(shares);
        var source = new LatLonGrid([.. Enumerable.Range(0, 12).Select(i => -82.5 + 15.0 * i)], [.. Enumerable.Range(0, 24).Select(i => 15.0 * i)]);
        for (int row = 0; row < 6; row++)
        {
            // The target's column 3 runs from 90 to 120 E: all of the source's at 105, half of those at 90 and 120.
            double sum = 0, area = 0, river = 0, decided = 0;
            foreach (int y in (int[])[2 * row, 2 * row + 1])
            {
                foreach (var (longitude, part) in (ReadOnlySpan<(double, double)>)[(90, 0.5), (105, 1), (120, 0.5)])
                {
                    double latitude = source.LatitudeDeg[y], km2 = source.RowCellAreaKm2[y] * part;
                    (sum, area) = (sum + km2 * WrittenSource.Pressure(0, latitude, longitude), area + km2);
                    byte label = WrittenSource.Label(0, latitude, longitude);
                    if (label == 255) continue;
                    decided += km2;
                    river += label == 2 ? km2 : 0;
                }
            }
            Assert.Equal(sum / area, values[row * 12 + 3], 0.02f);
            float share = shares[(row * 12 + 3) * 3 + 2];
            if (decided < area / 2) Assert.True(float.IsNaN(share));
            else Assert.Equal(river / decided, share, 1e-5);
        }
    }
}
