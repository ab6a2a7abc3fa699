using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>The assignment against every other one, on tables small enough to try them all.</summary>
public class AssignmentTests
{
    static readonly Arbitrary<double[,]> Tables = Arb.From(
        from rows in Gen.Choose(0, 5)
        from columns in Gen.Choose(0, 5)
        from cells in Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 300).Select(v => (double)v), Gen.Constant(double.PositiveInfinity)), rows * columns)
        select Table(rows, columns, cells));

    [Fact]
    public void No_other_pairing_has_more_pairs_or_as_many_at_less_cost() => Prop.ForAll(Tables, cost =>
    {
        int[] found = Assignment.Solve(cost);
        Assert.Equal(cost.GetLength(0), found.Length);
        int[] used = [.. found.Where(j => j >= 0)];
        Assert.Equal(used.Length, used.Distinct().Count());
        double sum = found.Select((j, i) => j < 0 ? 0 : cost[i, j]).Sum();
        var (pairs, least) = Best(cost, 0, []);
        Assert.Equal((pairs, least), (used.Length, sum));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Two_cyclones_near_one_get_the_pairing_that_keeps_both()
    {
        // Greedy would pair the nearest two (100 km) and lose the other one.
        var pairs = StormMatching.Cyclones([(10, 140.9), (10, 143.6)], [(10, 141.8), (10, 139.1)]);
        Assert.Equal([(0, 1), (1, 0)], pairs.Select(p => (p.A, p.B)));
        Assert.All(pairs, p => Assert.InRange(p.Km, 190, 205));
        Assert.Empty(StormMatching.Cyclones([(10, 140)], [(10, 143)]));
        Assert.Single(StormMatching.Cyclones([(10, 359)], [(10, 0.5)]));
    }

    [Fact]
    public void Rivers_are_one_when_they_share_three_tenths_of_the_smaller()
    {
        LatLonGrid grid = new([-1.5, -0.5, 0.5, 1.5], [.. Enumerable.Range(0, 20).Select(i => (double)i)]);
        int[] long10 = new int[80], shifted = new int[80];
        for (int i = 0; i < 10; i++) (long10[20 + i], shifted[20 + 7 + i]) = (1, 1);
        var pair = Assert.Single(StormMatching.Rivers(grid, long10, shifted));
        Assert.Equal(0.3, pair.Share, 1e-9);
        shifted[20 + 7] = 0;
        Assert.Empty(StormMatching.Rivers(grid, long10, shifted));
    }

    static double[,] Table(int rows, int columns, double[] cells)
    {
        double[,] table = new double[rows, columns];
        for (int i = 0; i < cells.Length; i++) table[i / columns, i % columns] = cells[i];
        return table;
    }

    static (int Pairs, double Cost) Best(double[,] cost, int row, HashSet<int> taken)
    {
        if (row == cost.GetLength(0)) return (0, 0);
        var best = Best(cost, row + 1, taken);
        for (int j = 0; j < cost.GetLength(1); j++)
        {
            if (double.IsInfinity(cost[row, j]) || !taken.Add(j)) continue;
            var rest = Best(cost, row + 1, taken);
            if (rest.Pairs + 1 > best.Pairs || rest.Pairs + 1 == best.Pairs && rest.Cost + cost[row, j] < best.Cost) best = (rest.Pairs + 1, rest.Cost + cost[row, j]);
            taken.Remove(j);
        }
        return best;
    }
}
