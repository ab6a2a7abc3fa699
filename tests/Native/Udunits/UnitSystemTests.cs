using FsCheck;
using FsCheck.Fluent;
using Rossby.Udunits;
using Xunit;

namespace Rossby.Tests.Native.Udunits;

public class UnitSystemTests
{
    // SI brochure, 9th edition, tables 7 and 8; NIST SP 811, appendix B (inch of mercury at 0 C, knot).
    [Theory]
    [InlineData("hPa", "Pa", 100, 0)]
    [InlineData("millibar", "Pa", 100, 0)]
    [InlineData("atm", "Pa", 101325, 0)]
    [InlineData("degC", "K", 1, 273.15)]
    [InlineData("°C", "K", 1, 273.15)]
    [InlineData("K", "degC", 1, -273.15)]
    [InlineData("degF", "K", 5.0 / 9, 459.67 * 5 / 9)]
    [InlineData("knot", "m s-1", 1852.0 / 3600, 0)]
    [InlineData("mm/day", "m s-1", 1e-3 / 86400, 0)]
    [InlineData("m s**-1", "m/s", 1, 0)]
    [InlineData("g kg-1", "kg kg-1", 1e-3, 0)]
    [InlineData("1e-5 s-1", "s-1", 1e-5, 0)]
    [InlineData("m (6 h)-1", "m s-1", 1.0 / 21600, 0)]
    public void Units_convert_as_the_standards_say(string from, string to, double scale, double offset)
    {
        var conversion = UnitSystem.Convert(from, to)!.Value;
        // The library composes factors in double: a few last bits.
        Assert.Equal(scale, conversion.Scale, Math.Abs(scale) * 4e-16);
        Assert.Equal(offset, conversion.Offset, Math.Abs(offset) * 4e-16);
    }

    [Theory]
    [InlineData("m", "Pa")]
    [InlineData("mm", "kg m-2")]
    [InlineData("days since 2000-01-01", "s")]
    [InlineData("blorg", "m")]
    [InlineData("lg(re 1 Pa)", "Pa")]
    public void Other_dimensions_logarithms_and_words_do_not(string from, string to) => Assert.Null(UnitSystem.Convert(from, to));

    [Fact]
    public void What_is_a_unit_is_known()
    {
        Assert.True(UnitSystem.Knows("kg m-2 s-1"));
        Assert.False(UnitSystem.Knows("gpm"));
        Assert.False(UnitSystem.Knows("(0 - 1)"));
    }

    [Fact]
    public void There_and_back_is_where_one_was()
    {
        string[][] groups = [["Pa", "hPa", "kPa", "atm", "psi", "mmHg"], ["K", "degC", "degF", "degR"], ["m s-1", "km/h", "knot", "mile/hour", "mm/day"]];
        var pairs = from units in Gen.Elements(groups) from a in Gen.Elements(units) from b in Gen.Elements(units) from value in Gen.Choose(-1000000, 1000000) select (a, b, value / 7.0);
        Prop.ForAll(pairs.ToArbitrary(), p =>
        {
            var (from, to, value) = p;
            UnitConversion there = UnitSystem.Convert(from, to)!.Value, back = UnitSystem.Convert(to, from)!.Value;
            double far = value * there.Scale + there.Offset;
            // Two affine steps; beside an offset the rounding is that of the larger number.
            double size = Math.Abs(value) + Math.Abs(there.Offset * back.Scale) + Math.Abs(back.Offset);
            return Math.Abs(far * back.Scale + back.Offset - value) <= 1e-14 * size;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Many_threads_may_ask_at_once() =>
        Parallel.For(0, 2000, i =>
        {
            Assert.Equal(1 + i, UnitSystem.Convert($"{1 + i} m", "m")!.Value.Scale);
            Assert.False(UnitSystem.Knows($"blorg{i}"));
        });
}
