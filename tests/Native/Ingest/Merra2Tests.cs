using Rossby.Core;
using Rossby.Ingest;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Real MERRA-2 fields over the North Pacific (shared/data/merra2): an atmospheric river on each of two days.</summary>
public class Merra2Tests
{
    const string Day1 = "merra2/MERRA2_400.inst3_3d_asm_Np.20151203_sliced.nc", Day2 = "merra2/MERRA2_400.inst3_3d_asm_Np.20151212_sliced.nc";

    static IngestConfig Config() => new()
    {
        Source = new FilesSourceConfig
        {
            Paths = [SharedData.Find(Day1), SharedData.Find(Day2)],
            Units = new Dictionary<string, string> { ["IVT"] = "kg m-1 s-1" },
        },
        Channels = ["PSL", "IVT"],
        Labels = new IvtThresholdConfig(),
        Split = new RangeSplitConfig { Train = ["2015-12-03"], Test = ["2015-12-12"] },
        Shards = new ShardsConfig { Samples = 5 },
    };

    [Fact]
    public void The_example_labels_the_same_river()
    {
        _ = SharedData.Find(Day2);
        var example = ConfigFile.Load(Path.Combine(RepositoryRoot.Path, "examples", "merra2-ar.json"), []);
        using var folder = new TemporaryFolder();
        var manifest = Ingested.Run(example.Config.Ingest, folder.Path, example.Folder);
        Assert.Equal(["PSL", "IVT"], manifest.Channels.Select(c => c.Name));
        Assert.Equal(["SLP", "IVT, units kg m-1 s-1 stated in the config"], manifest.Channels.Select(c => c.Origin));
        Assert.Equal(["train", "test"], manifest.Shards.Select(s => s.Split));
        Assert.Contains(StormObjectTable.Read(Path.Combine(folder.Path, "data", "labels_0.objects.jsonl")), s => s is { Time: "2015-12-12T06:00:00", Cells: 945 });
    }

    [Fact]
    public void The_largest_river_lies_where_scipy_finds_it()
    {
        using var folder = new TemporaryFolder();
        var manifest = Ingested.Run(Config(), folder.Path);
        var storms = StormObjectTable.Read(Path.Combine(folder.Path, "data", "labels_0.objects.jsonl"));
        var largest = storms.Where(s => s.Time == "2015-12-12T06:00:00").MaxBy(s => s.Cells)!;
        // scipy.ndimage.label with a 3 x 3 structure on IVT >= 250: 945 cells, centroid 39.244 N 144.642 W.
        Assert.InRange(largest.Cells, 945 * 0.95, 945 * 1.05);
        Assert.True(Sphere.DistanceKm(39.2, 215.4, largest.CentroidLatitudeDeg, largest.CentroidLongitudeDeg) < 100);
        Assert.Equal(["train", "train", "test", "test"], manifest.Shards.Select(s => s.Split));
        Assert.Equal([5, 3, 5, 3], manifest.Shards.Select(s => s.Samples));
        Assert.False(manifest.Grid().IsGlobal);
    }

    [Fact]
    public void Missing_transport_is_never_labelled_and_h5py_sees_the_sources_values()
    {
        using var folder = new TemporaryFolder();
        Ingested.Run(Config(), folder.Path);
        string seen = Referee.Run("""
            import sys, glob, warnings, numpy as np, h5py, netCDF4
            warnings.simplefilter('ignore')
            day = {}
            for path in sys.argv[2:]:
                f = netCDF4.Dataset(path)
                for k in range(8):
                    t = netCDF4.num2date(int(f['time'][k]), f['time'].units, f['time'].calendar)
                    day[t.isoformat()] = [np.ma.filled(f[v][k].astype('f4'), np.nan) for v in ('SLP', 'IVT')]
            seen = labelled = rivers = 0
            for path in sorted(glob.glob(sys.argv[1] + '/data/shards/*.h5')):
                f = h5py.File(path)
                d, l, time = f['climate/data'], f['climate/labels_0'][...], f['climate/time']
                assert [c.decode() for c in d.attrs['channels']] == ['PSL', 'IVT'] and d.dtype == 'f4' and d.chunks is None
                assert d.id.get_offset() % 4096 == 0
                for n in range(d.shape[0]):
                    t = netCDF4.num2date(time[n], time.attrs['units'].decode(), time.attrs['calendar'].decode())
                    slp, ivt = day[t.isoformat()]
                    assert np.array_equal(d[n, :, :, 0], slp, equal_nan=True) and np.array_equal(d[n, :, :, 1], ivt, equal_nan=True)
                    assert np.array_equal(np.isnan(ivt), l[n] == 255)
                    assert set(np.unique(l[n])) <= {0, 2, 255} and (ivt[l[n] == 2] >= 250).all()
                    seen += 1; rivers += int((l[n] == 2).sum())
                assert list(f['climate/lat'][:2]) == [20.0, 20.5] and f['climate/lon'][0] == -180
            print(seen, rivers > 5000)
            """, folder.Path, SharedData.Find(Day1), SharedData.Find(Day2));
        Assert.Equal("16 True", seen);
    }

    [Fact]
    public void Statistics_are_numpys_over_the_valid_cells_of_the_training_day()
    {
        using var folder = new TemporaryFolder();
        var manifest = Ingested.Run(Config(), folder.Path);
        string[] numpys = Referee.Run("""
            import sys, warnings, numpy as np, netCDF4
            warnings.simplefilter('ignore')
            f = netCDF4.Dataset(sys.argv[1])
            for v in ('SLP', 'IVT'):
                x = np.ma.filled(f[v][:].astype('f4'), np.nan).astype('f8')
                print(repr(float(np.nanmean(x))), repr(float(np.nanstd(x))), repr(float(np.nanmin(x))), repr(float(np.nanmax(x))))
            """, SharedData.Find(Day1)).Split('\n');
        foreach (var (line, channel) in numpys.Zip(manifest.Channels))
        {
            double[] expected = [.. line.Split(' ').Select(double.Parse)];
            double[] actual = [channel.Mean, channel.StandardDeviation, channel.Minimum, channel.Maximum];
            for (int i = 0; i < 4; i++) Assert.Equal(expected[i], actual[i], Math.Abs(expected[i]) * 1e-12); // sums in another order
        }
        Assert.Equal(0, manifest.Channels[0].MissingShare);
        Assert.Equal((8476 + 8506 + 8561 + 8665 + 8687 + 8673 + 8686 + 8640 + 7368 + 7285 + 7269 + 7246 + 7233 + 7217 + 7169 + 7151) / (16.0 * 81 * 193), manifest.Channels[1].MissingShare, 1e-12);
        Assert.Equal(manifest.Channels[1].MissingShare, manifest.Labellings[0].IgnoredShare, 1e-12);
    }

    [Fact]
    public void A_missing_unit_is_asked_for_by_name()
    {
        using var folder = new TemporaryFolder();
        var config = Config() with { Source = (FilesSourceConfig)Config().Source with { Units = new Dictionary<string, string>() } };
        var error = Assert.Throws<DataException>(() => Ingested.Run(config, folder.Path));
        Assert.Contains("IVT has no units", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"units\": { \"IVT\": \"kg m-1 s-1\" }", error.Message, StringComparison.Ordinal);
        Assert.Contains("20151203_sliced.nc", error.Message, StringComparison.Ordinal);
    }
}
