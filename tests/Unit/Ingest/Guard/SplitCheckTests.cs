using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>What training would see of test is named, however the split was made.</summary>
public class SplitCheckTests
{
    static readonly ClimateTime[] Days = [.. Enumerable.Range(0, 365).Select(At)];

    static ClimateTime At(int day)
    {
        var (year, month, dayOfMonth) = CalendarDays.Date(ClimateCalendar.NoLeap, CalendarDays.DayNumber(ClimateCalendar.NoLeap, 2001, 1, 1) + day);
        return new ClimateTime(year, month, dayOfMonth, 0);
    }

    static Finding[] Findings(SplitConfig config, ClimateTime[] times) =>
        [.. SplitCheck.Findings(times, TimeSplit.Assign(config, times, ClimateCalendar.NoLeap).Splits, ClimateCalendar.NoLeap, "the split")];

    [Fact]
    public void A_random_split_of_neighbouring_days_is_warned_of_and_blocks_or_years_with_a_gap_are_offered()
    {
        var finding = Assert.Single(Findings(new RandomSplitConfig(), Days));
        Assert.Equal((FindingSeverity.Warning, FindingKind.SplitNeighbours), (finding.Severity, finding.Kind));
        Assert.Contains("are 1 days apart and show the same weather", finding.What, StringComparison.Ordinal);
        Assert.Contains("\"method\": \"blocks\", \"gapDays\": 10", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("\"years\"", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void What_it_offers_passes_without_a_word()
    {
        ClimateTime[] years = [.. Enumerable.Range(0, 3 * 365).Select(At)];
        Assert.Empty(Findings(new BlockSplitConfig { GapDays = 10 }, Days));
        Assert.Empty(Findings(new YearSplitConfig { GapDays = 10 }, years));
    }

    [Fact]
    public void A_random_split_of_times_a_month_apart_passes() =>
        Assert.Empty(Findings(new RandomSplitConfig(), [.. Enumerable.Range(0, 12).Select(month => At(30 * month))]));

    [Fact]
    public void Ranges_that_touch_are_warned_of_and_a_time_in_two_splits_is_an_error()
    {
        var touching = Assert.Single(Findings(new RangeSplitConfig { Train = ["2001-01/2001-06"], Test = ["2001-07/2001-12"] }, Days));
        Assert.Contains("1 pair(s) of times next to each other are in different splits", touching.What, StringComparison.Ordinal);
        ClimateTime[] twice = [At(0), At(40), At(40)];
        var overlap = Assert.Single(SplitCheck.Findings(twice, ["train", "train", "test"], ClimateCalendar.NoLeap, "the split"));
        Assert.Equal((FindingSeverity.Error, FindingKind.SplitOverlap), (overlap.Severity, overlap.Kind));
    }
}
