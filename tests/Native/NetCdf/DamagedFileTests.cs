using Rossby.Core;
using Rossby.NetCdf;
using Xunit;

namespace Rossby.Tests.Native.NetCdf;

public class DamagedFileTests
{
    [Fact]
    public void A_classic_file_cut_short_names_the_variable_that_does_not_fit()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(SharedData.Find("era5_20251201/era5_uv850_2025120100_2.5x2.5.nc"));
        File.WriteAllBytes(folder["cut.nc"], whole[..^50_000]);
        var error = Assert.Throws<DataException>(() => NetCdfFile.Open(folder["cut.nc"]));
        Assert.Matches("cut\\.nc: cut short.* variable [uv] ", error.Message);
        Assert.Equal(65, error.ExitCode);
    }

    [Theory]
    [InlineData("era5_20251201/era5_uv850_2025120100_2.5x2.5.nc")]
    [InlineData("netcdf_c/nc_test_cdf5.nc")]
    [InlineData("netcdf_c/ref_nctest_64bit_offset.nc")]
    public void A_classic_header_cut_anywhere_is_a_data_error(string relative)
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(SharedData.Find(relative));
        for (int length = 0; length < Math.Min(whole.Length, 2500); length += 17)
        {
            File.WriteAllBytes(folder["cut.nc"], whole[..length]);
            Assert.Throws<DataException>(() => NetCdfFile.Open(folder["cut.nc"]));
        }
    }

    [Fact]
    public void A_classic_header_with_wrong_bytes_never_crashes()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(SharedData.Find("era5_20251201/era5_msl_2025120100_2.5x2.5.nc"));
        var random = new Random(1);
        for (int i = 0; i < 400; i++)
        {
            byte[] damaged = (byte[])whole.Clone();
            damaged[4 + random.Next(1200)] = (byte)random.Next(256);
            File.WriteAllBytes(folder["bad.nc"], damaged);
            try
            {
                using var file = NetCdfFile.Open(folder["bad.nc"]);
                foreach (var variable in file.Variables) _ = variable.ReadDoubles();
            }
            catch (DataException)
            {
                // said so, by name
            }
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    [InlineData(1_000_000)]
    public void A_netcdf4_file_cut_short_is_refused_by_name(int length)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder["cut.nc"], File.ReadAllBytes(SharedData.Find("cam_fv/orig.TS.10days.nc"))[..length]);
        Assert.Contains("cut.nc", Assert.Throws<DataException>(() => NetCdfFile.Open(folder["cut.nc"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_netcdf_is_shown()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["page.nc"], "404: not found");
        Assert.Contains("\"404: not\"", Assert.Throws<DataException>(() => NetCdfFile.Open(folder["page.nc"])).Message, StringComparison.Ordinal);
        File.WriteAllBytes(folder["empty.nc"], []);
        Assert.Contains("empty", Assert.Throws<DataException>(() => NetCdfFile.Open(folder["empty.nc"])).Message, StringComparison.Ordinal);
        Assert.Throws<InputMissingException>(() => NetCdfFile.Open(folder["none.nc"]));
        Assert.Throws<InputMissingException>(() => NetCdfFile.Open(folder.Path));
    }

    [Fact]
    public void A_missing_variable_is_answered_with_those_there_are()
    {
        using var file = NetCdfFile.Open(SharedData.Find("era5_20251201/era5_uv850_2025120100_2.5x2.5.nc"));
        Assert.Contains("latitude", Assert.Throws<DataException>(() => file["w"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compound_is_listed_but_not_read()
    {
        using var file = NetCdfFile.Open(SharedData.Find("netcdf_c/ref_tst_compounds.nc"));
        Assert.Equal(NetCdfType.Other, file["obs"].Type);
        Assert.Throws<DataException>(() => file["obs"].ReadDoubles());
    }

    [Fact]
    public void A_filter_that_is_not_installed_is_a_data_error()
    {
        using var file = NetCdfFile.Open(SharedData.Find("hdf5_filters/bzip2.h5"));
        Assert.Contains("bzip2.h5: bzip2", Assert.Throws<DataException>(() => file["bzip2"].ReadDoubles()).Message, StringComparison.Ordinal);
    }
}
