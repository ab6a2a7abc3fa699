using System.Text.Json.Nodes;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Pipeline;

/// <summary><c>inspect</c> on real files: what is there, what is not and why, and never a crash.</summary>
public sealed class InspectTests
{
    static CommandResult Inspect(string folder, params IEnumerable<string> arguments) => RossbyProgram.Run(folder, new Dictionary<string, string?>(), ["inspect", .. arguments]);

    [Fact]
    public void Channels_are_found_over_files_with_levels_and_recipes_and_drawn_on_request()
    {
        using var folder = new TemporaryFolder();
        var result = Inspect(folder.Path, SharedFolder.In("data", "ecmwf_20050123") + "/*.nc", "--map", folder.In("map.png"), "--field", "T500");
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Contains("grid: 121 x 240 cells of about 1.5 x 1.5 degrees, global, latitude -90 to 90 (north to south in the file)", result.Output, StringComparison.Ordinal);
        Assert.Contains("times: 2005-01-23T00:00:00, standard calendar, hours since 1900-01-01", result.Output, StringComparison.Ordinal);
        // netCDF4 finds -78.801 to 123.993 on all 37 levels.
        Assert.Contains("(ranges are those of the first, the middle and the last time and level)", result.Output, StringComparison.Ordinal);
        Assert.Matches(@"U850 +alias +-31\.54\d* to 30\.42\d* +m s-1 +u@850", result.Output);
        Assert.Matches(@"WSPD850 +derived", result.Output);
        Assert.Matches(@"PSL +a variable PSL, msl, .*; or standard_name air_pressure_at_mean_sea_level", result.Output);
        Assert.Equal("PNG"u8.ToArray(), File.ReadAllBytes(folder.In("map.png"))[1..4]);
    }

    [Fact]
    public void Means_show_their_interval_and_values_that_cannot_be_their_likely_unit()
    {
        var mean = Inspect(RepositoryRoot.Path, SharedFolder.In("data", "cmip6", "tas_day_CESM2-WACCM_noleap.nc"));
        Assert.Contains("3650 from 1999-12-31T12:00:00 to 2009-12-30T12:00:00, every 24 h, noleap calendar", mean.Output, StringComparison.Ordinal);
        Assert.Contains("means or sums over 24 h at the middle of their bounds", mean.Output, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        File.Copy(SharedFolder.In("data", "ncl", "941110_P.cdf"), folder.In("p_19941110.cdf"));
        var lie = Inspect(folder.Path, "p_19941110.cdf", "--variable", "PSL=Psl", "--units", "Psl=Pa", "--time-from-name", "*_yyyyMMdd*");
        Assert.Contains("[physical-range]", lie.Output, StringComparison.Ordinal);
        Assert.Contains("they look like hPa", lie.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_real_file_is_shown_or_refused_with_a_reason_as_json_and_by_exit_code()
    {
        string[] files = [.. Directory.EnumerateFiles(SharedFolder.In("data"), "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f) is not (".md" or "" or ".topojson"))];
        var result = Inspect(RepositoryRoot.Path, ["--json", .. files]);
        Assert.True(result.ExitCode == 65, result.Error);
        var all = JsonNode.Parse(result.Output)!["files"]!.AsArray();
        Assert.Equal(files.Length, all.Count);
        foreach (var file in all)
        {
            bool readable = (bool)file!["isReadable"]!;
            string path = (string)file["path"]!;
            if (readable) Assert.Contains(file["fields"]!.AsArray(), f => f!["refusal"] == null && f["minimum"] != null);
            else Assert.True(file["refusal"] != null || file["fields"]!.AsArray().All(f => f!["refusal"] != null), path);
        }
        foreach (string set in (string[])["era5_20251201", "ecmwf_20050123", "cam_fv", "gfs", "merra2"])
            Assert.All(all.Where(f => ((string)f!["path"]!).Contains($"/{set}/", StringComparison.Ordinal)), f => Assert.True((bool)f!["isReadable"]!, (string)f["path"]!));
        Assert.Equal(66, Inspect(RepositoryRoot.Path, "nowhere/*.nc").ExitCode);
    }
}
