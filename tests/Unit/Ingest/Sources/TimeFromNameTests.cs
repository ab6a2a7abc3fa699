using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class TimeFromNameTests
{
    [Theory]
    [InlineData("*_yyyyMMddHH_*", "/x/era5_msl_2025120106_2.5x2.5.nc", "2025-12-01T06:00:00")]
    [InlineData("*.yyyy-MM.nc", "cam.h0.1999-07.nc", "1999-07-01T00:00:00")]
    [InlineData("data-yyyy-MM-dd-HHmm*", "data-2001-02-28-1830-0.nc", "2001-02-28T18:30:00")]
    public void Digits_are_read_where_the_pattern_has_them(string pattern, string path, string time) =>
        Assert.Equal(time, new TimeFromName(pattern).Read(path, ClimateCalendar.Standard).ToString());

    [Fact]
    public void Names_that_do_not_fit_are_data_errors_and_patterns_without_a_year_config_errors()
    {
        var pattern = new TimeFromName("*_yyyyMMdd.nc");
        Assert.Contains("does not match timeFromName", Assert.Throws<DataException>(() => pattern.Read("a.nc", ClimateCalendar.NoLeap)).Message, StringComparison.Ordinal);
        Assert.Contains("is no time of the noleap calendar", Assert.Throws<DataException>(() => pattern.Read("a_20040229.nc", ClimateCalendar.NoLeap)).Message, StringComparison.Ordinal);
        Assert.Throws<ConfigException>(() => new TimeFromName("*_MMdd.nc"));
    }
}
