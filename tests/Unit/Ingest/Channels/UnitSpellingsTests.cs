using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class UnitSpellingsTests
{
    [Theory]
    [InlineData("hPa", "Pa", 1013.25, 101325)]
    [InlineData("millibars", "Pa", 1000, 100000)]
    [InlineData("pascals", "Pa", 5, 5)]
    [InlineData("degC", "K", 0, 273.15)]
    [InlineData("degrees_celsius", "K", -40, 233.15)]
    [InlineData("m s**-1", "m s-1", 12, 12)]
    [InlineData("m/s", "m s-1", 12, 12)]
    [InlineData("kg m**-1 s**-1", "kg m-1 s-1", 250, 250)]
    [InlineData("kg/m^2", "kg m-2", 30, 30)]
    [InlineData("mm", "kg m-2", 30, 30)]
    [InlineData("m**2 s**-2", "m", 9806.65, 1000)]
    [InlineData("gpm", "m", 1000, 1000)]
    [InlineData("g/kg", "kg kg-1", 8, 0.008)]
    [InlineData("kg m-2 s-1", "m s-1", 0.001, 1e-6)]
    [InlineData("mm/day", "m s-1", 86.4, 1e-6)]
    public void Spellings_convert(string from, string to, double value, double expected)
    {
        var conversion = UnitSpellings.Convert(from, to)!;
        Assert.Equal(expected, value * conversion.Scale + conversion.Offset, Math.Abs(expected) * 1e-12);
    }

    [Theory]
    [InlineData("m", "Pa")]
    [InlineData("K", "m s-1")]
    [InlineData("Pa", "kg m-2")]
    [InlineData("furlongs", "m")]
    public void Other_quantities_and_unknown_units_do_not(string from, string to) => Assert.Null(UnitSpellings.Convert(from, to));
}
