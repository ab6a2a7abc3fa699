using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class StormsTogetherTests
{
    static readonly Arbitrary<(string?[] Splits, int[][] Tracks)> Sets = (
        // Whole blocks of 50: what is dropped lies within a storm's length of a block's ends, so that none is left empty.
        from blocks in Gen.Choose(3, 6)
        let count = 50 * blocks
        from gap in Gen.Choose(0, 4)
        from starts in Gen.ArrayOf(Gen.Choose(0, count - 1), 8)
        from lengths in Gen.ArrayOf(Gen.Choose(1, 15), 8)
        let splits = Enumerable.Range(0, count).Select(i => i % 50 < gap ? null : SplitName.All[i / 50 % 3]).ToArray()
        select (splits, starts.Zip(lengths, (first, length) => Enumerable.Range(first, Math.Min(length, count - first)).ToArray()).ToArray())).ToArbitrary();

    static SplitAssignment Of(params string?[] splits) => new(splits, 0, "by hand");

    [Fact]
    public void No_storm_is_in_two_splits_and_no_time_changes_its_split() =>
        Prop.ForAll(Sets, set =>
        {
            var kept = StormsTogether.Of(Of(set.Splits), set.Tracks).Splits;
            return set.Tracks.All(track => track.Select(i => kept[i]).OfType<string>().Distinct().Count() <= 1)
                && kept.Zip(set.Splits).All(p => p.First == null || p.First == p.Second)
                && kept.Select((s, i) => (s, i)).All(p => p.s != null || set.Splits[p.i] == null || set.Tracks.Any(t => t.Contains(p.i)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_storm_stays_where_it_is_seen_longest_and_the_description_says_so()
    {
        var split = StormsTogether.Of(Of("train", "train", "train", null, "test", "test"), [[1, 2, 3, 4]]);
        Assert.Equal(["train", "train", "train", null, null, "test"], split.Splits);
        Assert.Equal("by hand; then 1 time(s) dropped that show 1 storm(s) tracked in another split", split.Description);
    }

    [Fact]
    public void A_split_of_nothing_but_such_times_is_refused() =>
        Assert.Contains("Every time of test shows a storm", Assert.Throws<DataException>(() => StormsTogether.Of(Of("train", "train", "test"), [[0, 1, 2]])).Message, StringComparison.Ordinal);
}
