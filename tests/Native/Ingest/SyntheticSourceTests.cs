using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Generated weather goes through ingest like any other netCDF.</summary>
public class SyntheticSourceTests
{
    [Fact]
    public void Sixteen_channels_and_the_planted_truth_become_a_set_that_says_it_is_synthetic()
    {
        using var folder = new TemporaryFolder();
        var config = new IngestConfig
        {
            Source = new SyntheticSourceConfig { Height = 24, Width = 36, Steps = 40, StepsPerFile = 15 },
            Channels = [.. ClimateChannels.Cam5.Select(c => c.Name)],
            Labels = new VariableLabelsConfig(),
        };
        var manifest = Ingested.Run(config, folder.Path);
        Assert.Equal(SyntheticSourceConfig.Notice, manifest.SyntheticNotice);
        Assert.Equal(config.Channels, manifest.Channels.Select(c => c.Name));
        Assert.All(manifest.Channels, c => Assert.Equal(c.Name, c.Origin)); // no conversion: the files are in the channels' units
        Assert.All(manifest.Channels, c => Assert.Equal(0, c.MissingShare));
        Assert.Equal(3, manifest.Sources.Count);
        Assert.True(manifest.Grid().IsGlobal);
        Assert.Equal(("noleap", false), (manifest.Calendar, manifest.Labellings[0].IsRuleBased));
        Assert.Equal(SplitName.All, manifest.Shards.Select(s => s.Split).Distinct());
        Assert.Equal(manifest.DataRoot, Ingested.Run(config, folder.Path).DataRoot);
    }
}
