using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class ChannelNamesTests
{
    [Fact]
    public void Tables_name_known_channels_each_name_once()
    {
        foreach (var table in ChannelNames.Tables)
        {
            Assert.All(table.Fields.Keys.Where(k => k != DewPointRecipe.DewPoint.Name), channel => Assert.NotNull(ClimateChannels.Find(channel)));
            Assert.All(table.StandIns.Keys, channel => Assert.NotNull(ClimateChannels.Find(channel)));
            Assert.All(table.Columns.Keys, name => Assert.Contains(name, (string[])[CfNames.Humidity, .. ClimateChannels.All.Select(c => c.StandardName).OfType<string>()]));
            Assert.All(table.Fields.Values.Concat(table.Columns.Values), names => Assert.Equal(names.Distinct(), names));
        }
    }

    // ZBOT of ERA5 is missing, never substituted (SCIENCE, Units).
    [Fact]
    public void A_stand_in_is_never_among_the_names_and_some_channels_have_none()
    {
        var names = ChannelNames.Of(new FilesSourceConfig { Paths = [] });
        foreach (var channel in ClimateChannels.All)
            foreach (var standIn in names.StandIns(channel.Name)) Assert.Empty(standIn.Names.Intersect(names.Fields(channel.Name), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(names.StandIns("ZBOT"));
        Assert.Empty(names.StandIns("PSL"));
    }

    [Theory]
    [InlineData("era5", "msl", "t")]
    [InlineData("cmip6", "psl", "ta")]
    [InlineData("merra2", "SLP", "T")]
    [InlineData("gfs", "prmsl", "TMP")]
    [InlineData("cam", "PSL", "T")]
    public void A_stated_layout_knows_its_own_names_and_no_others(string layout, string pressure, string temperature)
    {
        string[] pressures = ["msl", "psl", "SLP", "prmsl"];
        var names = ChannelNames.Of(new FilesSourceConfig { Paths = [], Layout = layout });
        Assert.Contains(pressure, names.Fields("PSL"));
        Assert.Contains(temperature, names.Columns("air_temperature"));
        Assert.DoesNotContain(names.Fields("PSL"), n => n != pressure && pressures.Contains(n));
        var all = ChannelNames.Of(new FilesSourceConfig { Paths = [] });
        Assert.Superset(names.Columns("air_temperature").ToHashSet(), all.Columns("air_temperature").ToHashSet());
        Assert.All(pressures, name => Assert.Contains(name, all.Fields("PSL")));
    }

    [Fact]
    public void Names_of_the_config_come_right_after_the_channels_own()
    {
        var names = ChannelNames.Of(new FilesSourceConfig
        {
            Paths = [],
            Aliases = new Dictionary<string, IReadOnlyList<string>> { ["PSL"] = ["SEA_P"], ["eastward_wind"] = ["UWIND"] },
        });
        Assert.Equal(["PSL", "SEA_P"], names.Fields("PSL").Take(2));
        Assert.Equal("UWIND", names.Columns("eastward_wind").First());
    }
}
