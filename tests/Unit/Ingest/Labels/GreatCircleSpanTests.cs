using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class GreatCircleSpanTests
{
    static readonly LatLonGrid Global = new([.. Enumerable.Range(0, 18).Select(i => -85.0 + 10 * i)], [.. Enumerable.Range(0, 36).Select(i => 10.0 * i)]);
    static readonly LatLonGrid Regional = new([.. Enumerable.Range(0, 20).Select(i => 20 + 2.0 * i)], [.. Enumerable.Range(0, 30).Select(i => 120 + 8.0 * i)]);

    static readonly Arbitrary<(LatLonGrid Grid, int[] Cells)> Objects = (
        from grid in Gen.Elements(Global, Regional)
        from count in Gen.Choose(1, 60)
        from spread in Gen.Elements(3, 8, 100)
        from start in Gen.Choose(0, grid.CellCount - 1)
        from offsets in Gen.ArrayOf(Gen.Choose(0, spread * spread - 1), count)
        let cells = offsets.Select(o => (start / grid.Width + o / spread) % grid.Height * grid.Width + (start % grid.Width + o % spread) % grid.Width)
        select (grid, cells.Distinct().Order().ToArray())).ToArbitrary();

    [Fact]
    public void It_is_the_largest_of_all_pairs() =>
        Prop.ForAll(Objects, o =>
        {
            double largest = 0;
            foreach (int a in o.Cells)
                foreach (int b in o.Cells)
                    largest = Math.Max(largest, Sphere.DistanceKm(o.Grid.LatitudeDeg[a / o.Grid.Width], o.Grid.LongitudeDeg[a % o.Grid.Width],
                        o.Grid.LatitudeDeg[b / o.Grid.Width], o.Grid.LongitudeDeg[b % o.Grid.Width]));
            return Math.Abs(GreatCircleSpan.Km(o.Grid, o.Cells) - largest) < 1e-6 * Math.Max(1, largest);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Across_the_seam_it_takes_the_short_way_round()
    {
        int row = 9; // 5 N
        int[] cells = [row * 36, row * 36 + 35];
        Assert.Equal(Sphere.DistanceKm(5, 350, 5, 0), GreatCircleSpan.Km(Global, cells), 1e-6);
    }
}
