using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class ChannelMatcherTests
{
    static SourceField Field(string name, double[]? levelsHPa = null, string? standardName = null, bool hybrid = false) => new()
    {
        FilePath = "a.nc",
        Name = name,
        DimensionNames = levelsHPa == null && !hybrid ? ["lat", "lon"] : ["lev", "lat", "lon"],
        Roles = levelsHPa == null && !hybrid ? [AxisRole.Latitude, AxisRole.Longitude] : [AxisRole.Level, AxisRole.Latitude, AxisRole.Longitude],
        Lengths = levelsHPa == null && !hybrid ? [2, 4] : [3, 2, 4],
        LevelsHPa = levelsHPa,
        StandardName = standardName,
    };

    static ChannelMatch? Match(string channel, SourceField[] fields, params (string Channel, string Variable)[] overrides) =>
        new ChannelMatcher(new FilesSourceConfig { Paths = [], Variables = overrides.ToDictionary(o => o.Channel, o => o.Variable) }).Match(new SourceFile("a.nc", fields), channel);

    [Theory]
    [InlineData("PSL", "msl")]
    [InlineData("PSL", "SLP")]
    [InlineData("PSL", "prmsl")]
    [InlineData("TMQ", "TQV")]
    [InlineData("TMQ", "tcwv")]
    [InlineData("IWV", "prw")]
    [InlineData("U850", "ua850")]
    [InlineData("TREFHT", "T2M")]
    [InlineData("PS", "sp")]
    public void A_channel_is_found_by_alias(string channel, string variable) => Assert.Equal(variable, Match(channel, [Field("other"), Field(variable)])?.ToString());

    [Fact]
    public void The_exact_name_wins_over_an_alias() => Assert.Equal("PSL", Match("PSL", [Field("msl"), Field("PSL")])?.ToString());

    [Fact]
    public void Within_groups_the_last_part_of_a_name_counts_where_no_other_has_it()
    {
        Assert.Equal("model/output/msl", Match("PSL", [Field("model/output/msl"), Field("model/output/xmsl")])?.ToString());
        Assert.Equal("levels/u@850", Match("U850", [Field("levels/u", [1000, 850, 500])])?.ToString());
        Assert.Equal("PSL", Match("PSL", [Field("forecast/PSL"), Field("PSL")])?.ToString());
        Assert.Null(Match("PSL", [Field("forecast/PSL"), Field("analysis/PSL")]));
    }

    [Fact]
    public void A_level_of_a_pressure_axis_is_picked_and_a_hybrid_axis_never()
    {
        var match = Match("U850", [Field("u", [1000, 850, 500])])!;
        Assert.Equal(("u@850", 1), (match.ToString(), match.LevelIndex));
        Assert.Null(Match("U850", [Field("u", [1000, 925, 500])]));
        Assert.Null(Match("U850", [Field("u", hybrid: true)]));
        Assert.Null(Match("U850", [Field("u")]));
        Assert.Equal("wind@850", Match("U850", [Field("wind", [1000, 850, 500], "eastward_wind")])?.ToString());
    }

    [Fact]
    public void The_config_names_variable_and_level()
    {
        Assert.Equal("u@500", Match("U850", [Field("u", [1000, 850, 500])], ("U850", "u@500"))?.ToString());
        Assert.Equal("u", Match("U850", [Field("u")], ("U850", "u"))?.ToString());
        Assert.Null(Match("U850", [Field("U850")], ("U850", "u")));
        var noLevel = Assert.Throws<DataException>(() => Match("U850", [Field("u", [1000, 925, 500])], ("U850", "u@850")));
        Assert.Contains("has no level 850 hPa for channel U850; it has 1000, 925, 500", noLevel.Message, StringComparison.Ordinal);
        Assert.Throws<ConfigException>(() => Match("U850", [Field("u")], ("U850", "u@high")));
    }

    [Fact]
    public void Two_variables_with_the_standard_name_are_not_chosen_between()
    {
        var error = Assert.Throws<DataException>(() => Match("PSL", [Field("a", null, "air_pressure_at_mean_sea_level"), Field("b", null, "air_pressure_at_mean_sea_level")]));
        Assert.Contains("a(lat=2, lon=4) and b(lat=2, lon=4) both have the standard name", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Air_temperature_at_an_unknown_height_is_not_the_reference_height()
    {
        Assert.Null(Match("TREFHT", [Field("t700", null, "air_temperature")]));
        Assert.Null(Match("UBOT", [Field("u10")]));
        Assert.Null(Match("TS", [Field("skt")]));
    }

    [Fact]
    public void A_variable_that_cannot_be_read_is_refused_only_when_it_is_asked_for()
    {
        var refused = Field("msl") with { Refusal = "a.nc: msl(y=2, x=4): its grid is curvilinear" };
        Assert.Null(Match("PS", [refused]));
        Assert.Contains("curvilinear (asked for as channel PSL)", Assert.Throws<DataException>(() => Match("PSL", [refused], ("PSL", "msl"))).Message, StringComparison.Ordinal);
    }
}
