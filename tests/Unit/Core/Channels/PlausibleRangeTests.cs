using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit.Core;

public class PlausibleRangeTests
{
    static PlausibleRange Of(string channel) => ClimateChannels.Find(channel)!.PlausibleRange;

    // World records (wmo.asu.edu): what was observed must be believed.
    [Theory]
    [InlineData("PSL", 87000)]
    [InlineData("PSL", 108480)]
    [InlineData("TREFHT", 183.95)]
    [InlineData("TREFHT", 329.85)]
    [InlineData("TS", 353.95)]
    [InlineData("PRECT", 0.305 / 3600)]
    [InlineData("PRECT", 0)]
    [InlineData("PS", 108480)]
    public void Records_lie_within(string channel, double value) => Assert.True(Of(channel).Contains(value));

    [Theory]
    [InlineData("PSL", 1013.25)]
    [InlineData("PS", 1013.25)]
    [InlineData("PS", 101.325)]
    [InlineData("TREFHT", 15)]
    [InlineData("TS", 59)]
    [InlineData("T200", -55)]
    [InlineData("QREFHT", 5)]
    [InlineData("TMQ", 0.02 * 9810)]
    [InlineData("PRECT", 5e-3)]
    [InlineData("Z200", 11800 * 9.80665)]
    [InlineData("Z200", 1180)]
    [InlineData("THICK", 11700 * 9.80665)]
    [InlineData("PSL", -32767)]
    [InlineData("T500", 9.96921e36)]
    public void Another_unit_and_fill_values_lie_outside(string channel, double value) => Assert.False(Of(channel).Contains(value));

    [Fact]
    public void No_range_is_empty() => Assert.All(ClimateChannels.All, c => Assert.True(c.PlausibleRange.Minimum < c.PlausibleRange.Maximum));
}
