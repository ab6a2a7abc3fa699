using Rossby.Core;
using Rossby.Ingest;
using Rossby.NetCdf;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Files that are cut short, damaged or something else: values or a message that names the file, never a crash, a hang or zeros past the end.</summary>
public class BrokenFileTests
{
    const string FuzzFolder = "ROSSBY_TEST_FUZZ_FOLDER";
    const long Small = 1_000_000;

    public static TheoryData<string> SmallFiles =>
    [
        "cmip6/tas_day_CESM2-WACCM_noleap.nc", "era5_20251201/era5_uv850_2025120100_2.5x2.5.nc", "ferret/clim_axes_noleap.nc", "ferret/coads_climatology_3mon.cdf",
        "hdf5/GPM_2ADPR_trimmed.HDF5", "hdf5_filters/h5ex_d_compact.h5", "hdf5_filters/scaleoffset.h5", "merra2/M2T1NXSLV_temporal_PS.nc4", "ncl/941110_UV.cdf",
        "netcdf_c/nc_test_cdf5.nc", "netcdf_c/ref_nctest_64bit_offset.nc", "netcdf_c/ref_tst_compounds.nc", "netcdf_c/tdset.h5", "tracks/TRACK_ERAI_tcident.nc",
    ];

    [Theory]
    [MemberData(nameof(SmallFiles))]
    public void A_file_cut_at_every_tenth_is_refused_by_name(string relative)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(SharedFolder.In("data", relative));
        Assert.True(whole.Length < Small);
        for (int tenth = 0; tenth < 10; tenth++)
        {
            File.WriteAllBytes(folder["cut.nc"], whole[..(int)(whole.LongLength * tenth / 10)]);
            Assert.Contains(folder["cut.nc"], Assert.Throws<DataException>(() => Read(folder["cut.nc"])).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("cmip6/tas_day_CESM2-WACCM_noleap.nc")]
    [InlineData("merra2/M2T1NXSLV_temporal_PS.nc4")]
    [InlineData("era5_20251201/era5_uv850_2025120100_2.5x2.5.nc")]
    public void A_file_that_is_still_being_written_is_said_to_be_cut_short_with_its_bytes(string relative)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(SharedFolder.In("data", relative));
        int has = whole.Length * 7 / 10;
        File.WriteAllBytes(folder["cut.nc"], whole[..has]);
        Assert.StartsWith($"{folder["cut.nc"]}: cut short: it has {has} bytes", Assert.Throws<DataException>(() => NetCdfFile.Open(folder["cut.nc"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_bears_its_writers_mark_says_so_until_it_is_taken_away()
    {
        using var folder = new TemporaryFolder();
        // The writer ends without closing.
        Referee.Run("""
            import sys, os, h5py, numpy as np
            f = h5py.File(sys.argv[1], 'w', libver='latest')
            f['PSL'] = np.zeros((4, 6), 'f4')
            f.swmr_mode = True
            f.flush()
            os._exit(0)
            """, folder["it's open.h5"]);
        string message = Assert.Throws<DataException>(() => NetCdfFile.Open(folder["it's open.h5"])).Message;
        Assert.StartsWith($"{folder["it's open.h5"]}: another program is writing it, or was stopped while it did", message, StringComparison.Ordinal);
        if (!File.Exists("/usr/bin/h5clear")) return;
        Assert.Equal(0, Command.Run("sh", ["-c", message[message.IndexOf("h5clear", StringComparison.Ordinal)..]]).ExitCode);
        using var file = NetCdfFile.Open(folder["it's open.h5"]);
        Assert.Equal("PSL", Assert.Single(file.Variables).Name);
    }

    [Fact]
    public void All_files_that_cannot_be_opened_are_named_at_once()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 7; i++) File.WriteAllText(folder[$"page{i}.nc"], "<!DOCTYPE html>");
        string message = Assert.Throws<DataException>(() => new SourceCatalog([.. Enumerable.Range(0, 7).Select(i => folder[$"page{i}.nc"])],
            new FilesSourceConfig { Paths = [] }, ["PSL"], TestContext.Current.CancellationToken)).Message;
        string[] lines = message.Split('\n');
        Assert.All(lines[..5].Select((line, i) => (line, i)), l => Assert.StartsWith($"{folder[$"page{l.i}.nc"]}: not netCDF: a web page", l.line, StringComparison.Ordinal));
        Assert.Equal(["  and 2 more.", "  These 7 files were to be read for PSL."], lines[5..]);
    }

    [Fact]
    public void Damaged_classic_files_give_values_or_a_message()
    {
        using var folder = new TemporaryFolder();
        string[] files = ["era5_20251201/era5_msl_2025120100_2.5x2.5.nc", "netcdf_c/nc_test_cdf5.nc", "netcdf_c/ref_nctest_64bit_offset.nc", "ferret/clim_axes_julian.nc", "ncl/941110_P.cdf"];
        foreach (string damaged in Mutations(folder, files, each: 150, seed: 3)) ReadOrRefuse(damaged);
    }

    // libhdf5 itself dies of some damaged files (of about 1 in 1000 mutations of real climate files, 1.10.8), so they are read in a process of their own.
    [Fact]
    public void Damaged_hdf5_files_give_values_or_a_message()
    {
        using var folder = new TemporaryFolder();
        string[] files = ["cmip6/tas_day_CESM2-WACCM_noleap.nc", "merra2/M2T1NXSLV_temporal_PS.nc4", "netcdf_c/tdset.h5", "hdf5_filters/h5ex_d_compact.h5"];
        string[] damaged = Mutations(folder, files, each: 40, seed: 7);
        var environment = new Dictionary<string, string?> { [FuzzFolder] = folder.Path };
        var child = Command.Run(Environment.ProcessPath!, ["--filter-method", $"*.{nameof(BrokenFileTests)}.{nameof(Files_of_the_parent)}", "--no-progress"], environment: environment, seconds: 120);
        Assert.True(child.ExitCode == 0, child.ToString());
        Assert.Equal(damaged.Length, File.ReadAllLines(folder["read.txt"]).Length);
    }

    [Fact]
    public void Files_of_the_parent()
    {
        string folder = Environment.GetEnvironmentVariable(FuzzFolder) ?? "";
        if (folder.Length == 0) Assert.Skip("is run by the test of damaged HDF5 files");
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).ToList())
        {
            ReadOrRefuse(path);
            File.AppendAllText(Path.Combine(folder, "read.txt"), path + "\n");
        }
    }

    [Fact]
    public void What_is_something_else_is_shown()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["text.nc"], "time,lat,lon\n");
        File.WriteAllBytes(folder["empty.nc"], []);
        File.WriteAllBytes(folder["zeros.nc"], new byte[4096]);
        File.WriteAllBytes(folder["magic.nc"], [.. "CDF\u0003"u8, .. new byte[100]]);
        File.WriteAllBytes(folder["hdf.h5"], [0x89, .. "HDF\r\n\u001a\n"u8, .. new byte[200]]);
        foreach (string path in Directory.EnumerateFiles(folder.Path))
            Assert.Contains(path, Assert.Throws<DataException>(() => Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_that_no_file_could_hold_are_refused_before_anything_is_made_for_them()
    {
        using var folder = new TemporaryFolder();
        Referee.Run("""
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1] + '/huge.h5', 'w') as f:
                f.create_dataset('chunked', shape=(1 << 30, 1 << 20), dtype='f8', chunks=(64, 64))
                f.create_dataset('late', shape=(1 << 20, 1 << 20), dtype='f4')
                f['ring/ring'] = f['/']
                f['ring/again'] = f['ring']
            """, folder.Path);
        using var file = NetCdfFile.Open(folder["huge.h5"]);
        Assert.Equal(["chunked", "late"], file.Variables.Select(v => v.Name).Order());
        Assert.All(file.Variables, v => Assert.Contains($"{folder["huge.h5"]}: {v.Name}: it claims [", Assert.Throws<DataException>(() => v.ReadDecoded()).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Coordinates_of_a_wrong_shape_are_named()
    {
        using var folder = new TemporaryFolder();
        Referee.Run("""
            import sys, netCDF4, numpy as np
            d = netCDF4.Dataset(sys.argv[1] + '/odd.nc', 'w')
            for n, l in (('lat', 3), ('lon', 4), ('two', 2)): d.createDimension(n, l)
            d.createVariable('lat', 'f4', ('two', 'lat'))[:] = 1
            v = d.createVariable('lon', 'f4', ('lon',)); v.units = 'degrees_east'; v[:] = [0, 90, np.nan, 270]
            d.createVariable('TMQ', 'f4', ('lat', 'lon'))[:] = 1
            d.close()
            """, folder.Path);
        using var file = NetCdfFile.Open(folder["odd.nc"]);
        var field = SourceFile.Read(file, FilesSourceConfig.AnyLayout).Fields.Single(f => f.Name == "TMQ");
        Assert.Equal($"{folder["odd.nc"]}: TMQ(lat=3, lon=4): its latitude dimension lat has no coordinate variable of that name", field.Refusal);
    }

    static string[] Mutations(TemporaryFolder folder, string[] files, int each, int seed)
    {
        var random = new Random(seed);
        var made = new List<string>();
        foreach (string relative in files)
        {
            byte[] whole = File.ReadAllBytes(SharedFolder.In("data", relative));
            for (int i = 0; i < each; i++)
            {
                byte[] damaged = (byte[])whole.Clone();
                for (int flips = random.Next(1, 9); flips > 0; flips--) damaged[random.Next(Math.Min(damaged.Length, random.Next(2) == 0 ? 4096 : damaged.Length))] = (byte)random.Next(256);
                if (random.Next(10) == 0) damaged = damaged[..random.Next(damaged.Length)];
                made.Add(folder[$"{made.Count:d4}.nc"]);
                File.WriteAllBytes(made[^1], damaged);
            }
        }
        return [.. made];
    }

    static void ReadOrRefuse(string path)
    {
        try
        {
            Read(path);
        }
        catch (RossbyException e)
        {
            Assert.Contains(path, e.Message, StringComparison.Ordinal);
        }
    }

    static void Read(string path)
    {
        using var file = NetCdfFile.Open(path);
        _ = SourceFile.Read(file, FilesSourceConfig.AnyLayout);
        foreach (var variable in file.Variables.Where(v => v.Refusal == null && v.Type is not (NetCdfType.Char or NetCdfType.String)))
        {
            try
            {
                _ = variable.ReadDecoded();
            }
            catch (DataException e)
            {
                Assert.Contains(path, e.Message, StringComparison.Ordinal);
            }
        }
    }
}
