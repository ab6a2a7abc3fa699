using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Files that do not describe themselves, written by h5py and netCDF4 as their makers' code writes them.</summary>
public class LayoutTests
{
    static readonly string[] Alphabetical = ["PRECT", "PS", "PSL", "QREFHT", "T200", "T500", "TMQ", "TREFHT", "TS", "U850", "UBOT", "V850", "VBOT", "Z1000", "Z200", "ZBOT"];

    [Fact]
    public void A_deepcam_sample_has_its_channels_last_its_grid_by_shape_and_its_time_by_name()
    {
        using var folder = new TemporaryFolder();
        WriteDeepCam(folder.Path);
        using var catalog = Catalog(folder["*.h5"]);
        using var source = new SampleSource(catalog, ["TMQ", "PRECT", "ZBOT"], [], ["LABELS", "labels_1"]);
        Assert.Equal(["1998-02-28T21:00:00", "1998-03-01T00:00:00"], source.Times.Select(t => t.ToString()));
        Assert.Equal(ClimateCalendar.NoLeap, source.Calendar);
        Assert.Equal((768, 1152, true), (source.Grid.Height, source.Grid.Width, source.Grid.IsGlobal));
        Assert.Equal((-90, 90, 0, 359.6875), (source.Grid.LatitudeDeg[0], source.Grid.LatitudeDeg[^1], source.Grid.LongitudeDeg[0], source.Grid.LongitudeDeg[^1]));
        float[] hwc = new float[768 * 1152 * 3];
        source.Read(1, hwc);
        var input = Fields(source, 1, "LABELS", "labels_1");
        int cell = 700 * 1152 + 1000;
        Assert.Equal([700f * 1000 + 1000 + 1, 700f * 1000 + 1000 + 11, 700f * 1000 + 1000 + 16], hwc[(3 * cell)..(3 * cell + 3)]);
        Assert.Equal((2, 1), (input.Fields["LABELS"][cell], input.Fields["labels_1"][cell]));
        Assert.Equal((0, 0), (input.Fields["LABELS"][0], input.Fields["labels_1"][0]));
    }

    [Fact]
    public void A_climdeeplearn_sample_has_its_channels_first_and_its_labels_stacked()
    {
        using var folder = new TemporaryFolder();
        Referee.Run("""
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1] + '/data-2001-07-04-02-1.h5', 'w') as f:
                f['climate/data'] = np.arange(2, dtype='f4')[:, None, None] + np.zeros((2, 768, 1152), 'f4')
                f['climate/channels'] = np.array([0, 10], 'i4')
                f['climate/labels'] = np.arange(2, dtype='f4')[:, None, None] + np.zeros((2, 768, 1152), 'f4')
            """, folder.Path);
        using var catalog = Catalog(folder["*.h5"]);
        using var source = new SampleSource(catalog, ["TMQ", "PRECT"], [], ["labels_0", "labels_1"]);
        Assert.Equal("2001-07-04T06:00:00", Assert.Single(source.Times).ToString());
        float[] hwc = new float[768 * 1152 * 2];
        source.Read(0, hwc);
        var input = Fields(source, 0, "labels_0", "labels_1");
        Assert.Equal((0f, 1f, 0f, 1f), (hwc[^2], hwc[^1], input.Fields["labels_0"][5], input.Fields["labels_1"][5]));
    }

    [Fact]
    public void A_shape_that_tells_no_grid_is_refused()
    {
        using var folder = new TemporaryFolder();
        Referee.Run("""
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1] + '/data-2001-07-04-02-1.h5', 'w') as f: f['climate/data'] = np.zeros((24, 36, 16), 'f4')
            """, folder.Path);
        string message = Assert.Throws<DataException>(() => Source(folder["*.h5"], "climate/data")).Message;
        Assert.Contains("data-2001-07-04-02-1.h5: climate/data(", message, StringComparison.Ordinal);
        Assert.Contains("24 x 36 cells without coordinates", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labellings_of_one_time_are_kept_together_and_the_missing_one_is_undecided()
    {
        using var folder = new TemporaryFolder();
        WriteClimateNet(folder.Path);
        using var catalog = Catalog(folder["*.nc"]);
        using var source = new SampleSource(catalog, ["TMQ"], [], ["LABELS", "LABELS_1"]);
        Assert.Equal(["2011-01-01T00:00:00", "2011-01-01T03:00:00", "2011-01-02T00:00:00"], source.Times.Select(t => t.ToString()));
        float[][] labels = [.. Enumerable.Range(0, 3).Select(t => Fields(source, t, "LABELS", "LABELS_1")).SelectMany(i => new[] { i.Fields["LABELS"], i.Fields["LABELS_1"] })];
        // Day 1 00 h: labellings 0 and 1; 03 h: 0 alone; day 2: 1 alone.
        Assert.Equal([0, 1, 0, float.NaN, float.NaN, 1], labels.Select(l => l[0]));
        byte[] decided = new VariableLabeller(new VariableLabelsConfig { Variable = "LABELS_1" }).Label(Fields(source, 1, "LABELS_1")).Labels;
        Assert.All(decided, label => Assert.Equal(SegmentationClass.Ignore, label));
    }

    [Fact]
    public void Extremeweathers_channels_go_by_name_and_its_boxes_are_no_labels()
    {
        using var folder = new TemporaryFolder();
        Referee.Run("""
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1] + '/climo_1984.h5', 'w') as f:
                f['images'] = np.arange(16, dtype='f4')[None, :, None, None] + np.zeros((2, 16, 768, 1152), 'f4')
                f['boxes'] = -np.ones((2, 15, 5), 'i4')
            """, folder.Path);
        using (var source = Source(folder["*.h5"], [.. Alphabetical]))
        {
            Assert.Equal(["1984-01-01T00:00:00", "1984-01-01T06:00:00"], source.Times.Select(t => t.ToString()));
            float[] hwc = new float[768 * 1152 * 16];
            source.Read(1, hwc);
            Assert.Equal(Enumerable.Range(0, 16).Select(i => (float)i), hwc[^16..]);
        }
        string message = Assert.Throws<DataException>(() => new SampleSource(Catalog(folder["*.h5"]), ["TMQ"], [], ["boxes"])).Message;
        Assert.Contains("climo_1984.h5: boxes(", message, StringComparison.Ordinal);
        Assert.Contains("not labels of cells", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stated_layout_that_a_file_has_not_is_named()
    {
        using var folder = new TemporaryFolder();
        WriteClimateNet(folder.Path);
        var config = new FilesSourceConfig { Paths = [folder["*.nc"]], Layout = "deepcam" };
        string message = Assert.Throws<DataException>(() => SampleSource.Open(config, "/", ["TMQ"], TestContext.Current.CancellationToken)).Message;
        Assert.Contains("is not of layout deepcam", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coordinates_of_two_dimensions_that_are_parallels_and_meridians_are_read_as_such()
    {
        using var folder = new TemporaryFolder();
        Referee.Run("""
            import sys, netCDF4, numpy as np
            def write(name, lat, lon):
                d = netCDF4.Dataset(sys.argv[1] + '/' + name, 'w', format='NETCDF3_64BIT_OFFSET')
                for n, l in (('Time', None), ('DateStrLen', 19), ('south_north', 3), ('west_east', 4)): d.createDimension(n, l)
                d.createVariable('Times', 'S1', ('Time', 'DateStrLen'))[0] = netCDF4.stringtochar(np.array(['2005-08-28_12:00:00'], 'S19'))
                for n, u, a in (('XLAT', 'degree_north', lat), ('XLONG', 'degree_east', lon), ('PSFC', 'Pa', np.arange(12.).reshape(3, 4))):
                    v = d.createVariable(n, 'f4', ('Time', 'south_north', 'west_east')); v.units = u; v[0] = a
                d.close()
            y, x = np.array([20., 20.3, 20.7])[:, None], np.array([-90., -89.7, -89.4, -89.1])[None, :]
            write('mercator.nc', y + 0 * x, x + 0 * y)
            write('lambert.nc', y + 0.01 * (x + 90), x + 0 * y)
            """, folder.Path);
        var named = new Dictionary<string, string> { ["PS"] = "PSFC" };
        using (var source = SampleSource.Open(new FilesSourceConfig { Paths = [folder["mercator.nc"]], Variables = named }, "/", ["PS"], TestContext.Current.CancellationToken))
        {
            Assert.Equal("2005-08-28T12:00:00", Assert.Single(source.Times).ToString());
            Assert.Equal((-90f, 20.7f), ((float)source.Grid.LongitudeDeg[0], (float)source.Grid.LatitudeDeg[^1]));
            float[] pressure = new float[12];
            source.Read(0, pressure);
            Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), pressure);
        }
        var error = Assert.Throws<DataException>(() => SampleSource.Open(new FilesSourceConfig { Paths = [folder["lambert.nc"]], Variables = named }, "/", ["PS"], TestContext.Current.CancellationToken));
        Assert.Contains($"lambert.nc: PSFC(Time=1, south_north=3, west_east=4): its grid is curvilinear", error.Message, StringComparison.Ordinal);
        Assert.Contains($"ncatted -O -a 'coordinates,PSFC,o,c,XLAT XLONG' {folder["lambert.nc"]} {folder["lambert_named.nc"]} && "
            + $"cdo remapbil,r1016x508 -selname,PSFC {folder["lambert_named.nc"]} {folder["lambert_PSFC_r1016x508.nc"]}", error.Message, StringComparison.Ordinal);
    }

    static SourceCatalog Catalog(string glob)
    {
        var config = new FilesSourceConfig { Paths = [glob] };
        return new SourceCatalog(IngestInputs.Files(config, "/"), config, ["TMQ"], TestContext.Current.CancellationToken);
    }

    static SampleSource Source(string glob, params string[] channels) => channels is ["climate/data"]
        ? new SampleSource(Catalog(glob), [], [], channels)
        : new SampleSource(Catalog(glob), channels, [], []);

    static void WriteDeepCam(string folder) => Referee.Run("""
        import sys, h5py, numpy as np
        field = (np.arange(768, dtype='f4')[:, None] * 1000 + np.arange(1152, dtype='f4')[None, :])
        for name in ('data-1998-02-28-07-2.h5', 'data-1998-03-01-00-2-ANOMALY.h5'):
            with h5py.File(sys.argv[1] + '/' + name, 'w') as f:
                f['climate/data'] = field[:, :, None] + np.arange(1, 17, dtype='f4')
                f['climate/data_stats'] = np.zeros((4, 16), 'f4')
                for k in (0, 1):
                    f[f'climate/labels_{k}'] = np.where(field > 600000, np.float32(2 - k), np.float32(0))
                    f[f'climate/labels_{k}_stats'] = np.zeros((7, 1), 'f4')
        with h5py.File(sys.argv[1] + '/stats.h5', 'w') as f:
            for n in ('mean', 'sqmean', 'minval', 'maxval'): f['climate/' + n] = np.zeros(16, 'f4')
            f['climate/count'] = 2
        """, folder);

    static void WriteClimateNet(string folder) => Referee.Run("""
        import sys, netCDF4, numpy as np
        for time, k in (('2011-01-01-00', 0), ('2011-01-01-00', 1), ('2011-01-01-01', 0), ('2011-01-02-00', 1)):
            d = netCDF4.Dataset(f'{sys.argv[1]}/data-{time}-1_{k}.nc', 'w')
            for n, l in (('time', 1), ('lat', 4), ('lon', 6)): d.createDimension(n, l)
            for n, u, a in (('lat', 'degrees_north', np.linspace(-60, 60, 4)), ('lon', 'degrees_east', np.arange(6) * 60.)):
                v = d.createVariable(n, 'f8', (n,)); v.units = u; v[:] = a
            v = d.createVariable('TMQ', 'f4', ('time', 'lat', 'lon')); v.units = 'kg m-2'; v[:] = 30
            d.createVariable('LABELS', 'i8', ('time', 'lat', 'lon'))[:] = k
            d.close()
        """, folder);

    static LabelInput Fields(SampleSource source, int time, params string[] names) => source.ReadFields(time, names);
}
