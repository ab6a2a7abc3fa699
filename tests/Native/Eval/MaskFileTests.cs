using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Native.Eval;

public class MaskFileTests
{
    static readonly MaskFileHeader Header = new()
    {
        Title = "Storm masks", Source = "Rossby, deeplabv3plus-resnet50", Run = "quick", WeightsHash = "ab12",
        Grid = new LatLonGrid([-45, 45], [0, 90, 180, 270]),
        Orientation = new SourceOrientation(true, 2, "latitude", "longitude", [-180, -90, 0, 90]),
        TimeUnits = "days since 2001-01-01 00:00:00", Calendar = "noleap", Notices = ["Synthetic weather."], Label = "truth",
    };

    static void Write(string path, MaskFileHeader header)
    {
        using var file = new MaskFile(path, header, [58.25, 59.0]);
        float[] probabilities = header.HasProbabilities ? [.. Enumerable.Range(0, 24).Select(i => i == 4 ? float.NaN : i % 3 / 3f)] : [];
        file.Write(0, [0, 1, 2, 0, 0, 0, 0, 255], [0, 1, 1, 0, 0, 0, 0, 2], probabilities);
        file.Write(1, [2, 2, 2, 2, 0, 0, 0, 0], [255, 255, 255, 255, 0, 0, 0, 0], probabilities);
        file.Commit();
    }

    [Fact]
    public void Xarray_reads_the_masks_on_the_sources_own_grid_rows_columns_and_calendar()
    {
        using var folder = new TemporaryFolder();
        Write(folder["masks.nc"], Header);
        string seen = Referee.Run("""
            import xarray, sys, numpy as np
            d = xarray.open_dataset(sys.argv[1])
            m = d['mask']
            print(m.dims, d.time.values[0], d.latitude.values.tolist(), d.longitude.values.tolist())
            print(m.isel(time=0).values.tolist())
            print(d['label'].isel(time=1).values.tolist())
            r = xarray.open_dataset(sys.argv[1], mask_and_scale=False)['mask']
            print(r.dtype, r.attrs['flag_values'].dtype, r.attrs['flag_values'].tolist(), r.attrs['flag_meanings'], int(r.attrs['_FillValue']))
            print(d.attrs['Conventions'], d.attrs['comment'], d.attrs['weights_sha256'], d['label'].attrs['long_name'])
            """, folder["masks.nc"]);
        Assert.Equal("""
            ('time', 'latitude', 'longitude') 2001-02-28 06:00:00 [45.0, -45.0] [-180.0, -90.0, 0.0, 90.0]
            [[0.0, nan, 0.0, 0.0], [2.0, 0.0, 0.0, 1.0]]
            [[0.0, 0.0, 0.0, 0.0], [nan, nan, nan, nan]]
            int8 int8 [0, 1, 2] background tropical_cyclone atmospheric_river -1
            CF-1.8 Synthetic weather. ab12 Storm class of the label: truth
            """, seen);
    }

    [Fact]
    public void Probabilities_lie_beside_the_mask_and_are_missing_where_undecided()
    {
        using var folder = new TemporaryFolder();
        Write(folder["masks.nc"], Header with { HasProbabilities = true });
        string seen = Referee.Run("""
            import xarray, sys
            d = xarray.open_dataset(sys.argv[1])
            p = d['probability_tropical_cyclone'].isel(time=0).values.astype(float)
            print(p.round(3).tolist(), round(float(d['probability_atmospheric_river'].max()), 3))
            """, folder["masks.nc"]);
        // Stored cell 1 is 90 E in the south: the source's last column of its last row.
        Assert.Equal("[[0.333, 0.333, 0.333, 0.333], [0.333, 0.333, 0.333, nan]] 0.667", seen);
    }

    [Fact]
    public void An_unfinished_file_leaves_nothing_and_equal_masks_give_equal_bytes()
    {
        using var folder = new TemporaryFolder();
        using (new MaskFile(folder["masks.nc"], Header, [1])) { }
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        Write(folder["a.nc"], Header);
        Write(folder["b.nc"], Header);
        Assert.Equal(File.ReadAllBytes(folder["a.nc"]), File.ReadAllBytes(folder["b.nc"]));
    }
}
