using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public class CalendarTableTests
{
    [Fact]
    public void Times_equal_cftimes()
    {
        string[] rows = File.ReadAllLines(RepositoryRoot.In("tests", "Unit", "Core", "Time", "calendars.txt"));
        Assert.NotEmpty(rows);
        foreach (string row in rows)
        {
            string[] parts = row.Split('|');
            var time = CfTime.Parse(parts[0], parts[1]).Decode(double.Parse(parts[2], CultureInfo.InvariantCulture));
            Assert.Equal(row, $"{parts[0]}|{parts[1]}|{parts[2]}|{time}");
        }
    }

    // cftime 1.6.2: num2date(2000000, units, calendar).
    [Theory]
    [InlineData("standard", "0764-09-14T12:00:00")]
    [InlineData("julian", "0764-09-14T12:00:00")]
    [InlineData("proleptic_gregorian", "0763-10-26T12:00:00")]
    [InlineData("noleap", "0767-06-15T12:00:00")]
    [InlineData("360_day", "0843-07-21T12:00:00")]
    public void Years_before_the_first_are_counted_as_cftime_does(string calendar, string time) =>
        Assert.Equal(time, CfTime.Parse("days since -4712-01-01 12:00:00", calendar).Decode(2000000).ToString());

    static readonly Arbitrary<(ClimateCalendar Calendar, long Day, int Second)> Moments = (
        from calendar in Gen.Elements(Enum.GetValues<ClimateCalendar>())
        from day in Gen.Choose(-800_000, 1_200_000)
        from second in Gen.Choose(0, 86_399)
        select (calendar, (long)day, second)).ToArbitrary();

    [Fact]
    public void A_day_number_is_one_date_and_the_next_day_follows() =>
        Prop.ForAll(Moments, m =>
        {
            var (year, month, day) = CalendarDays.Date(m.Calendar, m.Day);
            var next = CalendarDays.Date(m.Calendar, m.Day + 1);
            return CalendarDays.DayNumber(m.Calendar, year, month, day) == m.Day && CalendarDays.Exists(m.Calendar, year, month, day)
                && next.CompareTo((year, month, day)) > 0;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_time_comes_back_from_its_coordinate_in_every_unit() =>
        Prop.ForAll(Moments, Gen.Elements("seconds", "minutes", "hours", "days").ToArbitrary(), (m, unit) =>
        {
            var (year, month, day) = CalendarDays.Date(m.Calendar, m.Day);
            var time = new ClimateTime(year, month, day, m.Second);
            var cf = CfTime.Parse($"{unit} since 1900-01-01 06:00:00", CalendarDays.Name(m.Calendar));
            return cf.Decode(cf.Encode(time)) == time;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_later_coordinate_is_a_later_time() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<ClimateCalendar>()).ToArbitrary(), Gen.Choose(-2_000_000, 2_000_000).ToArbitrary(), Gen.Choose(1, 100_000).ToArbitrary(), (calendar, hours, more) =>
        {
            var cf = CfTime.Parse("hours since 1582-10-15", CalendarDays.Name(calendar));
            return cf.Decode(hours) < cf.Decode(hours + more) && cf.Seconds(hours + more) - cf.Seconds(hours) == 3600L * more;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("months since 1900-01-01", "standard", "no fixed length")]
    [InlineData("years since 1900-01-01", "noleap", "no fixed length")]
    [InlineData("days since 1582-10-10", "standard", "no such date")]
    [InlineData("days since 1900-02-30", "noleap", "no such date")]
    [InlineData("hours since 1900-01-01 25:00", "standard", "no such hour")]
    [InlineData("furlongs since 1900-01-01", "standard", "unknown unit")]
    [InlineData("days since yesterday", "standard", "not a CF time unit")]
    [InlineData("days since 1900-01-01", "mayan", "Unknown calendar")]
    public void What_is_no_time_is_refused(string units, string calendar, string reason) =>
        Assert.Contains(reason, Assert.Throws<DataException>(() => CfTime.Parse(units, calendar)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    [InlineData(-9.96921e36)]
    public void A_value_that_is_no_time_is_refused(double value) =>
        Assert.Throws<DataException>(() => CfTime.Parse("hours since 1900-01-01", null).Decode(value));
}
