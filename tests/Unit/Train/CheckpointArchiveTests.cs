using FsCheck;
using FsCheck.Fluent;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class CheckpointArchiveTests
{
    [Fact]
    public void The_latest_and_the_first_of_each_interval_are_kept_however_often_it_is_tidied()
    {
        var cases = from gaps in Gen.Choose(1, 40).NonEmptyListOf() from last in Gen.Choose(0, 5) from every in Gen.Choose(1, 100) select (gaps, last, every);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            // Steps come one after another, and each time the archive is tidied.
            long step = 0;
            var all = new List<long>();
            HashSet<long> kept = [];
            foreach (int gap in c.gaps)
            {
                all.Add(step += gap);
                kept = CheckpointArchive.Kept([.. kept, step], c.last, c.every);
            }
            Assert.Subset(kept, all.TakeLast(c.last).ToHashSet());
            for (long multiple = c.every; multiple <= step; multiple += c.every)
            {
                var inInterval = all.Where(s => s >= multiple && s < multiple + c.every).ToList();
                if (inInterval.Count > 0) Assert.Contains(inInterval[0], kept);
            }
            Assert.True(kept.Count <= c.last + step / c.every);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Without_a_policy_nothing_is_kept() => Assert.Empty(CheckpointArchive.Kept([1, 2, 3], 0, null));
}
