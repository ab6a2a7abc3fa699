using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class TimeSplitTests
{
    static readonly Gen<ClimateTime> AnyTime =
        from day in Gen.Choose(0, 365 * 3 - 1)
        from hour in Gen.Choose(0, 23)
        select At(day, hour);

    static readonly Arbitrary<(BlockSplitConfig Config, ClimateTime[] Times)> Sets = (
        from count in Gen.Choose(3, 400)
        from irregular in Gen.Elements(true, false)
        from scattered in Gen.ArrayOf(AnyTime, count)
        from step in Gen.Elements(1, 3, 6, 24)
        from rounds in Gen.Choose(1, 8)
        from gapDays in Gen.Elements(0.0, 1, 5, 10, 40)
        let times = irregular ? scattered : [.. Enumerable.Range(0, count).Select(i => At(i * step / 24, i * step % 24))]
        where times.Distinct().Count() >= 3
        select (new BlockSplitConfig { Rounds = rounds, GapDays = gapDays }, times)).ToArbitrary();

    static ClimateTime At(int day, int hour)
    {
        var (year, month, dayOfMonth) = CalendarDays.Date(ClimateCalendar.NoLeap, CalendarDays.DayNumber(ClimateCalendar.NoLeap, 2001, 1, 1) + day);
        return new ClimateTime(year, month, dayOfMonth, hour * 3600);
    }

    static SplitAssignment Assign(SplitConfig config, params ClimateTime[] times) => TimeSplit.Assign(config, times, ClimateCalendar.NoLeap);

    [Fact]
    public void No_two_samples_of_different_splits_are_closer_than_the_gap() =>
        Prop.ForAll(Sets, set =>
        {
            var split = Assign(set.Config, set.Times);
            var kept = set.Times.Select((t, i) => (Seconds: TimeSplit.Seconds(t, ClimateCalendar.NoLeap), Split: split.Splits[i]))
                .Where(s => s.Split != null).OrderBy(s => s.Seconds).ToArray();
            return kept.Zip(kept.Skip(1)).All(p => p.First.Split == p.Second.Split || p.Second.Seconds - p.First.Seconds >= split.GapSeconds)
                && split.GapSeconds <= set.Config.GapDays * 86400;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_split_asked_for_has_samples_and_equal_times_stay_together() =>
        Prop.ForAll(Sets, set =>
        {
            var split = Assign(set.Config, set.Times);
            return SplitName.All.All(split.Splits.Contains)
                && set.Times.Zip(split.Splits).GroupBy(p => p.First).All(g => g.Select(p => p.Second).Distinct().Count() == 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_in_which_times_come_does_not_matter() =>
        Prop.ForAll(Sets, set =>
        {
            var straight = Assign(set.Config, set.Times);
            var turned = Assign(set.Config, [.. set.Times.Reverse()]);
            return straight.Splits.SequenceEqual(turned.Splits.Reverse()) && straight.Description == turned.Description;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_year_of_days_in_four_rounds_puts_every_split_in_every_season()
    {
        ClimateTime[] days = [.. Enumerable.Range(0, 365).Select(d => At(d, 0))];
        var split = Assign(new BlockSplitConfig { Rounds = 4 }, days);
        for (int season = 0; season < 4; season++)
            foreach (string name in SplitName.All)
                Assert.Contains(name, split.Splits.Skip(365 * season / 4).Take(91));
        Assert.Contains("days dropped around each border (10 asked for; the set is short)", split.Description, StringComparison.Ordinal);
        Assert.True(split.Splits.Count(s => s == null) <= 0.2 * 365 + 1);
    }

    [Fact]
    public void Whole_years_stay_together_when_there_are_five()
    {
        ClimateTime[] times = [.. Enumerable.Range(0, 6 * 73).Select(i => At(i * 5, 0))];
        var split = Assign(new BlockSplitConfig(), times);
        foreach (var year in times.Zip(split.Splits).GroupBy(p => p.First.Year))
            Assert.Single(year.Select(p => p.Second).OfType<string>().Distinct());
        Assert.Equal(864000, split.GapSeconds);
        Assert.StartsWith("blocks of whole years in 1 round(s); 10 days dropped", split.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Years_are_split_whole_even_when_there_are_few_and_fewer_than_splits_are_refused()
    {
        ClimateTime[] times = [.. Enumerable.Range(0, 3 * 73).Select(i => At(i * 5, 0))];
        var split = Assign(new YearSplitConfig(), times);
        Assert.Equal(["train", "validation", "test"], times.Zip(split.Splits).GroupBy(p => p.First.Year).Select(year => Assert.Single(year.Select(p => p.Second).OfType<string>().Distinct())));
        Assert.Equal(864000, split.GapSeconds);
        var error = Assert.Throws<DataException>(() => Assign(new YearSplitConfig(), times[..140]));
        Assert.StartsWith("2 calendar years cannot be split into train, validation, test", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_split_gives_each_its_share_and_keeps_a_times_lot_whatever_the_order() =>
        Prop.ForAll(Sets, set =>
        {
            var config = new RandomSplitConfig { Train = 0.6, Validation = 0.2, Test = 0.2, Seed = set.Config.Rounds };
            var split = Assign(config, set.Times);
            var byTime = set.Times.Zip(split.Splits).Distinct().ToArray();
            int distinct = set.Times.Distinct().Count();
            return byTime.Length == distinct // equal times stay together
                && SplitName.All.Zip([0.6, 0.2, 0.2]).All(s => Math.Abs(byTime.Count(p => p.Second == s.First) - s.Second * distinct) <= 1)
                && Assign(config, [.. set.Times.Reverse()]).Splits.Reverse().SequenceEqual(split.Splits);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_seed_draws_another_split()
    {
        ClimateTime[] times = [.. Enumerable.Range(0, 200).Select(i => At(i, 0))];
        Assert.NotEqual(Assign(new RandomSplitConfig { Seed = 1 }, times).Splits, Assign(new RandomSplitConfig { Seed = 2 }, times).Splits);
    }

    [Fact]
    public void Days_months_years_and_spans_name_ranges()
    {
        var config = new RangeSplitConfig { Train = ["2001", "2002-01/2002-03"], Validation = ["2002-05"], Test = ["2003-12-30/2003-12-31"] };
        ClimateTime[] times = [new(2001, 12, 31, 86399), new(2002, 3, 31, 86399), new(2002, 4, 1, 0), new(2002, 5, 31, 0), new(2003, 12, 31, 3600)];
        var split = Assign(config, times);
        Assert.Equal(["train", "train", null, "validation", "test"], split.Splits);
        Assert.Contains("closest samples of different splits 60 days apart", split.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_time_in_two_splits_and_a_date_that_is_none_are_config_errors()
    {
        var times = new ClimateTime[] { new(2001, 1, 5, 0) };
        var twice = Assert.Throws<ConfigException>(() => Assign(new RangeSplitConfig { Train = ["2001"], Test = ["2001-01-05"] }, times));
        Assert.Contains("is in train and, by '2001-01-05', in test", twice.Message, StringComparison.Ordinal);
        var none = Assert.Throws<ConfigException>(() => Assign(new RangeSplitConfig { Train = ["2004-02-29"] }, times));
        Assert.Contains("$.ingest.split.train[0]: the noleap calendar of the files has no 2004-02-29", none.Message, StringComparison.Ordinal);
    }
}
