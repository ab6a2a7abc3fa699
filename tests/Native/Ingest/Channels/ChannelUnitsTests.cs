using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Native.Ingest.Channels;

public class ChannelUnitsTests
{
    static ClimateChannel Channel(string name) => ClimateChannels.Find(name)!;

    static SourceField Field(string? units, long[]? intervalSeconds = null) => new()
    {
        FilePath = "a.nc",
        Name = "x",
        DimensionNames = ["lat", "lon"],
        Roles = [AxisRole.Latitude, AxisRole.Longitude],
        Lengths = [2, 4],
        Units = units,
        Times = intervalSeconds == null ? null : new TimeAxis(CfTime.Parse("hours since 2000-01-01", "standard"), []) { IntervalSeconds = intervalSeconds },
    };

    [Theory]
    [InlineData("hPa", "PSL", 1013.25, 101325)]
    [InlineData("mb", "PSL", 1000, 100000)]
    [InlineData("millibars", "PS", 1000, 100000)]
    [InlineData("pascals", "PS", 5, 5)]
    [InlineData("degC", "TS", 0, 273.15)]
    [InlineData("degrees_celsius", "TS", -40, 233.15)]
    [InlineData("Deg C", "TS", -40, 233.15)]
    [InlineData("C", "TREFHT", 10, 283.15)]
    [InlineData("degF", "TREFHT", -40, 233.15)]
    [InlineData("m s**-1", "U850", 12, 12)]
    [InlineData("meters/second", "U850", 12, 12)]
    [InlineData("kg m**-1 s**-1", "IVT", 250, 250)]
    [InlineData("kg/(m*s)", "IVT", 250, 250)]
    [InlineData("kg/m^2", "TMQ", 30, 30)]
    [InlineData("gpm", "Z200", 1000, 1000)]
    [InlineData("gpdm", "Z200", 1180, 11800)]
    [InlineData("g/kg", "QREFHT", 8, 0.008)]
    [InlineData("kg kg**-1", "QREFHT", 0.01, 0.01)]
    [InlineData("1", "QREFHT", 0.01, 0.01)]
    [InlineData("mm/day", "PRECT", 86.4, 1e-6)]
    [InlineData("mm hr-1", "PRECT", 3.6, 1e-6)]
    [InlineData("s**-1", "VORT850", 1e-4, 1e-4)]
    [InlineData("/s", "VORT850", 1e-4, 1e-4)]
    public void One_quantity_converts_by_udunits(string units, string channel, double value, double expected) =>
        AssertConverts(units, channel, value, expected, null);

    // Depth of water and its mass: 1000 kg m-3; geopotential and height: 9.80665 m s-2 (SCIENCE, Units).
    [Theory]
    [InlineData("mm", "TMQ", 30, 30, "water of 1000 kg m-3")]
    [InlineData("cm", "IWV", 3, 30, "water of 1000 kg m-3")]
    [InlineData("kg m-2 s-1", "PRECT", 0.001, 1e-6, "water of 1000 kg m-3")]
    [InlineData("kg m-2 day-1", "PRECT", 86.4, 1e-6, "water of 1000 kg m-3")]
    [InlineData("m**2 s**-2", "Z1000", 9806.65, 1000, "g = 9.80665 m s-2")]
    [InlineData("J kg-1", "Z200", 9806.65, 1000, "g = 9.80665 m s-2")]
    public void Two_quantities_convert_by_physics_that_is_named(string units, string channel, double value, double expected, string physics) =>
        AssertConverts(units, channel, value, expected, physics);

    static void AssertConverts(string units, string channel, double value, double expected, string? physics)
    {
        var conversion = ChannelUnits.Convert(units, Channel(channel))!;
        Assert.Equal(expected, value * conversion.Scale + conversion.Offset, Math.Abs(expected) * 1e-14);
        Assert.Equal(physics, conversion.Assumption);
    }

    [Theory]
    [InlineData("m", "PSL")]
    [InlineData("K", "U850")]
    [InlineData("Pa", "TMQ")]
    [InlineData("m2 s-2", "TMQ")] // geopotential is no water
    [InlineData("m", "IVT")]
    [InlineData("kg m-2", "Z200")] // nor is a mass of water a height
    [InlineData("%", "QREFHT")] // relative humidity
    [InlineData("degrees", "QREFHT")] // an angle has no dimension either
    [InlineData("ppm", "QREFHT")]
    [InlineData("kg/ms", "IVT")] // per millisecond
    [InlineData("m s-1", "TMQ")]
    public void Other_quantities_do_not(string units, string channel) => Assert.Null(ChannelUnits.Convert(units, Channel(channel)));

    [Fact]
    public void An_unknown_unit_is_an_error_that_names_both_and_what_would_settle_it()
    {
        var error = Assert.Throws<DataException>(() => ChannelUnits.Of(Field("blorg"), Channel("PSL"), new Dictionary<string, string>()));
        Assert.Equal("a.nc: x is in 'blorg', which udunits does not know, and channel PSL is in Pa; if you know them, say so: \"units\": { \"x\": \"Pa\" } in $.ingest.source", error.Message);
        error = Assert.Throws<DataException>(() => ChannelUnits.Of(Field("K"), Channel("PSL"), new Dictionary<string, string>()));
        Assert.Equal("a.nc: x is in 'K', which does not convert to channel PSL's Pa; if you know them, say so: \"units\": { \"x\": \"Pa\" } in $.ingest.source", error.Message);
        error = Assert.Throws<DataException>(() => ChannelUnits.Of(Field(null), Channel("PSL"), new Dictionary<string, string>()));
        Assert.Equal("a.nc: x has no units, and channel PSL is in Pa; if you know them, say so: \"units\": { \"x\": \"Pa\" } in $.ingest.source", error.Message);
        Assert.Equal(100, ChannelUnits.Of(Field("blorg"), Channel("PSL"), new Dictionary<string, string> { ["x"] = "hPa" }).Conversion.Scale);
    }

    [Theory]
    [InlineData("m", 1.0)]
    [InlineData("mm", 1e-3)]
    [InlineData("kg m**-2", 1e-3)]
    public void An_amount_becomes_a_rate_over_the_interval_of_each_time(string units, double metres)
    {
        var field = Field(units, intervalSeconds: [3600, 21600]);
        var found = ChannelUnits.Of(field, Channel("PRECT"), new Dictionary<string, string>());
        Assert.Equal(metres / 3600, found.At(field, 0).Scale, metres * 1e-18);
        Assert.Equal(metres / 21600, found.At(field, 1).Scale, metres * 1e-18);
    }

    [Fact]
    public void An_amount_over_nobody_knows_how_long_is_asked_for()
    {
        var error = Assert.Throws<DataException>(() => ChannelUnits.Of(Field("m"), Channel("PRECT"), new Dictionary<string, string>()));
        Assert.Contains("\"units\": { \"x\": \"m h-1\" } in $.ingest.source; if over six, \"m (6 h)-1\"", error.Message, StringComparison.Ordinal);
        var stated = ChannelUnits.Of(Field("m"), Channel("PRECT"), new Dictionary<string, string> { ["x"] = "m (6 h)-1" });
        Assert.Equal(1.0 / 21600, stated.Conversion.Scale, 1e-19);
        Assert.True(stated.IsOverridden);
    }
}
