using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Real files pass without a word, and the same files spoilt by a wrong statement of units do not.</summary>
public class RealInputTests
{
    [Theory]
    [InlineData("era5_20251201", "era5_msl_2025120100_0.25x0.25.nc", "PSL")]
    [InlineData("era5_20251201", "era5_vo850_2025120100_0.25x0.25.nc", "VORT850")]
    [InlineData("era5_20251201", "era5_vo850_2025120100_2.5x2.5.nc", "VORT850")]
    [InlineData("ecmwf_20050123", "*.nc", "U850", "V850", "T200", "T500")]
    [InlineData("cam_fv", "orig.TS.10days.nc", "TS")]
    [InlineData("merra2", "M2T1NXSLV_temporal_PS.nc4", "PS")]
    [InlineData("ncl", "tas_rectilinear_grid_2D.nc", "TREFHT")]
    public void A_real_global_file_passes_without_a_word(string set, string file, params string[] channels) =>
        Assert.Equal("", Guarded.Say(new FilesSourceConfig { Paths = [file], Variables = Flat(file), TimeFromName = "*_yyyyMMddHH_*" }, SharedFolder.In("data", set), channels));

    [Fact]
    public void Real_winds_whose_rows_run_the_other_way_than_their_latitudes_are_named()
    {
        string said = Guarded.Say(
            new FilesSourceConfig { Paths = ["era5_uv850_2025120100_2.5x2.5.nc"], Variables = Flat("uv850"), TimeFromName = "*_yyyyMMddHH_*" },
            SharedFolder.In("data", "era5_20251201"), ["U850", "V850"]);
        // By the southern westerlies, and by how the wind turns: its divergence is that of a wind upside down.
        Assert.Collection(said.Split('\n').Order(StringComparer.Ordinal),
            line => Assert.StartsWith("warning [upside-down] channel U850 (variable u): ", line, StringComparison.Ordinal),
            line => Assert.StartsWith("warning [upside-down] channels U850 and V850 (variables u and v): the wind diverges ", line, StringComparison.Ordinal));
    }

    // Two of the files say of no field at which level it is.
    static Dictionary<string, string> Flat(string file) => file.Contains("uv850", StringComparison.Ordinal) ? new() { ["U850"] = "u", ["V850"] = "v" }
        : file.Contains("vo850", StringComparison.Ordinal) ? new() { ["VORT850"] = "vo" } : [];

    [Fact]
    public void Real_regional_files_pass_but_for_the_days_between_them_and_a_row_that_is_lost() =>
        Assert.All(
            Guarded.Say(
                new FilesSourceConfig { Paths = ["*_sliced.nc"], Units = new Dictionary<string, string> { ["IVT"] = "kg m-1 s-1" } },
                SharedFolder.In("data", "merra2"), ["PSL", "IVT"]).Split('\n'),
            line => Assert.StartsWith("warning [time-gap]", line, StringComparison.Ordinal));

    [Theory]
    [InlineData("era5_20251201", "era5_uv850_2025120100_2.5x2.5.nc", "U850", "u")]
    [InlineData("era5_20251201", "era5_uv850_2025120100_2.5x2.5.nc", "V850", "v")]
    public void Real_winds_that_are_swapped_are_named(string set, string file, string channel, string variable)
    {
        var swapped = new Dictionary<string, string> { ["U850"] = "v", ["V850"] = "u" };
        string said = Guarded.Say(new FilesSourceConfig { Paths = [file], Variables = swapped, TimeFromName = "*_yyyyMMddHH_*" }, SharedFolder.In("data", set), ["U850", "V850"]);
        Assert.StartsWith("warning [winds-swapped]", said, StringComparison.Ordinal);
        Assert.DoesNotContain($"{channel} (variable {variable})", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Real_pressure_in_hectopascal_that_is_said_to_be_pascal_is_named()
    {
        using var folder = new TemporaryFolder();
        File.Copy(SharedFolder.In("data", "ncl", "941110_P.cdf"), folder["P_19941110.cdf"]); // it has no time and no units of its own
        FilesSourceConfig Stated(string units) => new()
        {
            Paths = ["*.cdf"], Variables = new Dictionary<string, string> { ["PSL"] = "Psl" }, Units = new Dictionary<string, string> { ["Psl"] = units }, TimeFromName = "*_yyyyMMdd*",
        };
        Assert.Contains("they look like hPa", Guarded.Say(Stated("Pa"), folder.Path, ["PSL"]), StringComparison.Ordinal);
        Assert.Equal("", Guarded.Say(Stated("hPa"), folder.Path, ["PSL"]));
    }
}
