using System.Text.RegularExpressions;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>
/// Wrong inputs x files x channels: each is named, none passes in silence but for what <see cref="SweepLimits"/> lists, and the unspoilt pass without a word.
/// With ROSSBY_TEST_ROUNDS each channel is also spoilt in a file of its own, and the table of docs/guard.md is written to the test's output.
/// </summary>
public sealed partial class SweepTests(Weather weather, ITestOutputHelper output) : IClassFixture<Weather>, IDisposable
{
    static readonly bool Whole = Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") != null;

    readonly TemporaryFolder folder = new();
    readonly SortedDictionary<string, SortedSet<string>> table = new(StringComparer.Ordinal);

    public static TheoryData<string> Real => [.. RealFiles.Names];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_synthetic_globe_with_all_channels() => Sweep(Globe);

    [Fact]
    public void A_region_of_it() => Sweep(Globe.Region("synthetic region", 15, 60, 100, 220));

    [Theory]
    [MemberData(nameof(Real))]
    public void A_real_file(string name) => Sweep(RealFiles.Read(name));

    [Fact]
    public void Each_time_by_itself_passes()
    {
        foreach (var file in RealFiles.Names.Select(RealFiles.Read).Append(Globe).Where(f => f.Times.Length > 1))
            for (int t = 0; t < file.Times.Length; t++) Assert.Equal((file.Name, t, ""), (file.Name, t, string.Join("; ", Say(file.At(t), file.Fields.Keys))));
    }

    SweptFile Globe => SweptFile.Of(weather);

    void Sweep(SweptFile file)
    {
        string[] unspoilt = Say(file, file.Fields.Keys);
        // The rows of these winds do run the other way: the curl of u and v fits ERA5's own vorticity of the hour when they are turned, and not as they are.
        Assert.Equal(file.Name == RealFiles.UpsideDown ? ["upside-down U850"] : [], unspoilt);
        // A variable with levels is as good as the field that it has the level of.
        if (file.Fields.Keys.FirstOrDefault(c => ClimateChannels.Find(c) is { LevelHPa: not null, StandardName: not null }) is { } leveled)
            Assert.Equal(unspoilt, Say(file with { Column = (leveled, [ClimateChannels.Find(leveled)!.LevelHPa!.Value - 50, ClimateChannels.Find(leveled)!.LevelHPa!.Value]) }, file.Fields.Keys));
        var silent = new List<string>();
        foreach (var spoiling in Spoiling.All)
        {
            foreach (string channel in spoiling.IsOfTheFile ? file.Fields.Keys.Take(1) : file.Fields.Keys)
            {
                silent.AddRange(Silent(file, spoiling, channel, unspoilt));
                if (Whole && file.Fields.Count > 1 && !spoiling.IsOfTheFile) silent.AddRange(Silent(file.Alone(channel), spoiling, channel, Say(file.Alone(channel), [channel])));
            }
        }
        foreach (var (spoiling, found) in table) output.WriteLine($"| {file.Name} | {spoiling} | {string.Join(", ", found)} |");
        Assert.Empty(silent);
    }

    // Nothing, or what passed in silence.
    IEnumerable<string> Silent(SweptFile file, Spoiling spoiling, string channel, string[] unspoilt)
    {
        if (spoiling.Apply(file, channel) is not { } spoilt) yield break;
        string[] found = [.. Say(spoilt, file.Fields.Keys).Except(unspoilt)];
        if (!table.TryGetValue(spoiling.Name, out var kinds)) table[spoiling.Name] = kinds = new(StringComparer.Ordinal);
        kinds.UnionWith(found.Select(f => f.Split(' ')[0]).DefaultIfEmpty("nothing: " + channel));
        if (found.Length == 0 && !SweepLimits.IsBeyond(file, spoiling, channel)) yield return $"{file.Name}: {spoiling.Name}: {channel} of {string.Join(", ", file.Fields.Keys)}";
    }

    // The kinds of findings with the first channel that each names; or the refusal, which must say what it is about.
    string[] Say(SweptFile file, IEnumerable<string> channels)
    {
        string path = folder["x.nc"];
        file.Write(path);
        try
        {
            string said = Guarded.Say(new FilesSourceConfig { Paths = ["x.nc"] }, folder.Path, [.. channels]);
            return [.. said.Split('\n').Select(l => Named().Match(l)).Where(m => m.Success).Select(m => $"{m.Groups[1]} {m.Groups[2]}".TrimEnd()).Distinct()];
        }
        catch (RossbyException e)
        {
            Assert.True(e.Message.Contains(path, StringComparison.Ordinal) || e.Message.Contains("channel ", StringComparison.Ordinal), e.Message);
            return ["refused"];
        }
    }

    [GeneratedRegex(@"^(?:error|warning) \[([a-z-]+)\](?:.*?channels? (\w+))?")]
    private static partial Regex Named();
}
