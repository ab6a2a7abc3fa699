using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Real ERA5 fields (shared/data/era5_20251201): one variable or two a file, north to south, the time in the name alone.</summary>
public class Era5Tests
{
    const string Folder = "era5_20251201/";

    static FilesSourceConfig Source(params string[] files) => new()
    {
        Paths = [.. files.Select(f => SharedData.Find(Folder + f))],
        Variables = new Dictionary<string, string> { ["U850"] = "u", ["V850"] = "v" },
        TimeFromName = "*_yyyyMMddHH_*",
    };

    static SampleSource Open(FilesSourceConfig config, string[] channels) => SampleSource.Open(config, "/", channels, TestContext.Current.CancellationToken);

    [Fact]
    public void Three_channels_from_two_files_are_read_south_to_north()
    {
        var config = Source("era5_msl_2025120100_2.5x2.5.nc", "era5_uv850_2025120100_2.5x2.5.nc");
        using var source = Open(config, ["PSL", "U850", "V850"]);
        Assert.Equal("2025-12-01T00:00:00", Assert.Single(source.Times).ToString());
        Assert.True(source.Grid.IsGlobal);
        Assert.True(source.Orientation.NorthToSouth);
        Assert.Equal((-90, 90, 0), (source.Grid.LatitudeDeg[0], source.Grid.LatitudeDeg[^1], source.Grid.LongitudeDeg[0]));
        float[] hwc = new float[73 * 144 * 3];
        source.Read(0, hwc);
        string sums = Referee.Run("""
            import sys, netCDF4, numpy as np
            m, w = netCDF4.Dataset(sys.argv[1]), netCDF4.Dataset(sys.argv[2])
            a = np.stack([m['msl'][::-1], w['u'][::-1], w['v'][::-1]], -1).astype('<f4')
            import hashlib; print(hashlib.sha256(a.tobytes()).hexdigest())
            """, [.. config.Paths]);
        Assert.Equal(sums, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(hwc))));
    }

    [Fact]
    public void A_level_that_the_file_does_not_state_is_not_guessed()
    {
        var config = Source("era5_uv850_2025120100_2.5x2.5.nc") with { Variables = new Dictionary<string, string>() };
        var error = Assert.Throws<DataException>(() => Open(config, ["U850"]));
        Assert.Contains("channel U850 was not found", error.Message, StringComparison.Ordinal);
        Assert.Contains("era5_uv850_2025120100_2.5x2.5.nc (has u(latitude=73, longitude=144), v(latitude=73, longitude=144))", error.Message, StringComparison.Ordinal);
        Assert.Contains("\"U850\": \"u\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Grids_that_differ_are_refused_with_both_files()
    {
        var config = Source("era5_msl_2025120100_0.25x0.25.nc", "era5_uv850_2025120100_2.5x2.5.nc");
        var error = Assert.Throws<DataException>(() => Open(config, ["PSL", "U850"]));
        Assert.Contains("era5_msl_2025120100_0.25x0.25.nc (msl) has 721 x 1440 cells", error.Message, StringComparison.Ordinal);
        Assert.Contains("era5_uv850_2025120100_2.5x2.5.nc (u) has 73 x 144 cells", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_time_in_two_files_is_refused_with_both()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in (string[])["a_2025120100_.nc", "b_2025120100_.nc"]) File.Copy(SharedData.Find("era5_20251201/era5_msl_2025120100_2.5x2.5.nc"), folder[name]);
        var config = Source() with { Paths = [folder["*.nc"]] };
        var error = Assert.Throws<DataException>(() => Open(config, ["PSL"]));
        Assert.Contains("a_2025120100_.nc (msl) and", error.Message, StringComparison.Ordinal);
        Assert.Contains("b_2025120100_.nc (msl) both hold PSL at 2025-12-01T00:00:00", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_time_asks_for_the_pattern()
    {
        var config = Source("era5_msl_2025120100_2.5x2.5.nc") with { TimeFromName = null };
        var error = Assert.Throws<DataException>(() => Open(config, ["PSL"]));
        Assert.Contains("timeFromName", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Levels_of_a_packed_reanalysis_are_picked_by_pressure()
    {
        var config = new FilesSourceConfig
        {
            Paths = [SharedData.Find("ecmwf_20050123/2005-01-23-0000-u.nc"), SharedData.Find("ecmwf_20050123/2005-01-23-0000-t.nc")],
        };
        using var source = Open(config, ["U850", "T500"]);
        Assert.Equal("2005-01-23T00:00:00", Assert.Single(source.Times).ToString());
        float[] hwc = new float[121 * 240 * 2];
        source.Read(0, hwc);
        string means = Referee.Run("""
            import sys, netCDF4, numpy as np
            u, t = netCDF4.Dataset(sys.argv[1]), netCDF4.Dataset(sys.argv[2])
            def at(f, v, p):
                k = list(f['level'][:]).index(p)
                return np.asarray(f[v][k] if f[v].ndim == 3 else f[v][0, k], 'f8')[::-1]
            a, b = at(u, 'u', 850), at(t, 't', 500)
            print(repr(float(a.mean())), repr(float(b.mean())), repr(float(a[10, 20])), repr(float(b[10, 20])))
            """, [.. config.Paths]);
        double[] expected = [.. means.Split(' ').Select(double.Parse)];
        Assert.Equal(expected[0], hwc.Where((_, i) => i % 2 == 0).Average(v => (double)v), 1e-5); // rounding to float32 of values up to 300
        Assert.Equal(expected[1], hwc.Where((_, i) => i % 2 == 1).Average(v => (double)v), 1e-4);
        Assert.Equal((float)expected[2], hwc[(10 * 240 + 20) * 2]);
        Assert.Equal((float)expected[3], hwc[(10 * 240 + 20) * 2 + 1]);
    }
}
