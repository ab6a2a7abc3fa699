using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>
/// Regions drawn from real files and from synthetic weather: as they are they pass without a word; spoilt they are named as often as docs/guard.md says.
/// ROSSBY_TEST_ROUNDS draws more of them.
/// </summary>
public sealed class RegionTests(Weather weather, ITestOutputHelper output) : IClassFixture<Weather>, IDisposable
{
    static readonly bool Whole = Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") != null;
    static readonly int Count = Whole ? 300 : 30;

    readonly TemporaryFolder folder = new();

    public static TheoryData<string> Files => [.. RealFiles.Wide, "synthetic"];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public void Right_regions_pass_without_a_word(string name)
    {
        string[] said = [.. DrawnRegions.Of(Read(name), Count, seed: 7).Select(region => (region.Name, Said: Say(region))).Where(r => r.Said.Length > 0).Select(r => $"{r.Name}: {r.Said}")];
        Assert.True(said.Length == 0, $"{said.Length} of {Count} regions:\n{string.Join('\n', said)}");
    }

    // Whatever the weather: the least of what is left is at least 0.9 / 1.1 of the largest.
    [Fact]
    public void A_transport_of_a_tenth_about_its_middle_is_always_named() => Assert.Equal(1, Named("MERRA-2 region", "IVT", "IVT", "scale_factor / 10"));

    // The synthetic sea has one temperature along a parallel, as no real one has.
    SweptFile Read(string name)
    {
        if (name != "synthetic") return RealFiles.Upright(name);
        var globe = SweptFile.Of(weather);
        return globe with { Fields = globe.Fields.Where(f => f.Key != "TS").ToDictionary() };
    }

    [Theory]
    [InlineData("ECMWF levels", "V850", "V850", "scale_factor / 10", 0.9)]
    [InlineData("ECMWF levels", "U850", "U850", "scale_factor / 10", 0.8)]
    [InlineData("ECMWF levels", "VBOT", "VBOT", "scale_factor / 10", 0.8)]
    [InlineData("ECMWF levels", "UBOT", "UBOT", "scale_factor / 10", 0.45)]
    [InlineData("ERA5 winds", "V850", "V850", "scale_factor / 10", 0.2)] // its day is one that months are dated by
    [InlineData("ECMWF levels", "T200", "T200", "scale_factor x 10", 0.8)]
    [InlineData("ECMWF levels", "U850 V850", "U850", "U and V swapped", 0.7)]
    [InlineData("ERA5 winds", "U850 V850", "U850", "U and V swapped", 0.7)]
    [InlineData("ECMWF levels", "U850 V850 UBOT VBOT", "UBOT", "U and V swapped", 0.75)]
    [InlineData("synthetic", "UBOT VBOT PSL", "UBOT", "U and V swapped", 0.2)]
    public void Spoilt_regions_are_named_as_often_as_documented(string name, string channels, string channel, string spoiling, double least) =>
        Assert.InRange(Named(name, channels, channel, spoiling), least, 1);

    // The share of the regions of some channels that are named when one is spoilt.
    double Named(string name, string channels, string channel, string spoiling)
    {
        var way = Spoiling.All.Single(s => s.Name == spoiling);
        var file = Read(name);
        file = file with { Fields = channels.Split(' ').ToDictionary(c => c, c => file.Fields[c]) };
        double share = DrawnRegions.Of(file, Count, seed: 8).Average(region => Say(way.Apply(region, channel)!).Length > 0 ? 1.0 : 0);
        output.WriteLine($"{name}: {channel} of {channels}: {spoiling}: {100 * share:0} % of {Count} regions are named");
        return share;
    }

    string Say(SweptFile file)
    {
        file.Write(folder["x.nc"]);
        return Guarded.Say(new FilesSourceConfig { Paths = ["x.nc"] }, folder.Path, [.. file.Fields.Keys]);
    }
}
