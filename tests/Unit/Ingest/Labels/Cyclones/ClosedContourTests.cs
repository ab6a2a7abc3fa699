using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

public class ClosedContourTests
{
    static readonly LatLonGrid Global = new([.. Enumerable.Range(0, 13).Select(i => -30.0 + 5 * i)], [.. Enumerable.Range(0, 24).Select(i => 15.0 * i)]);
    static readonly LatLonGrid Regional = new([.. Enumerable.Range(0, 13).Select(i => 10.0 + 2 * i)], [.. Enumerable.Range(0, 16).Select(i => 350.0 + 2 * i)]);

    static readonly Arbitrary<(LatLonGrid Grid, float[] Field, int Start, double Radius)> Cases = (
        from grid in Gen.Elements(Global, Regional)
        from values in Gen.ArrayOf(Gen.Choose(0, 11), grid.CellCount)
        from start in Gen.Choose(0, grid.CellCount - 1)
        from radius in Gen.Choose(4, 60)
        select (grid, values.Select((v, i) => i == start ? 0 : v == 0 ? float.NaN : (float)v).ToArray(), start, (double)radius)).ToArbitrary();

    // The same rule said another way: grow the set of cells below the level until nothing changes; then look around it.
    [Fact]
    public void It_is_what_growing_the_low_cells_to_a_fixed_point_says() => Prop.ForAll(Cases, c =>
    {
        var (grid, field, start, radius) = c;
        var low = new HashSet<int> { start };
        bool cut = false, open = false;
        for (int before = 0; before != low.Count;)
        {
            before = low.Count;
            foreach (int cell in low.ToArray())
            {
                foreach (int? next in Sides(grid, cell))
                {
                    if (next is not { } n) cut = true;
                    else if (Sphere.DistanceDeg(grid.LatitudeDeg[start / grid.Width], grid.LongitudeDeg[start % grid.Width], grid.LatitudeDeg[n / grid.Width], grid.LongitudeDeg[n % grid.Width]) > radius + 1e-9) open = true;
                    else if (float.IsNaN(field[n])) cut = true;
                    else if (field[n] < 5) low.Add(n);
                }
            }
        }
        var expected = open ? ContourClosure.Open : cut ? ContourClosure.Truncated : ContourClosure.Closed;
        float[] hill = [.. field.Select(v => -v)];
        return ClosedContour.Trace(grid, field, start, 5, radius) == expected && ClosedContour.Trace(grid, hill, start, -5, radius) == expected;
    }).QuickCheckThrowOnFailure();

    static IEnumerable<int?> Sides(LatLonGrid grid, int cell)
    {
        int row = cell / grid.Width, column = cell % grid.Width, west = column - 1, east = column + 1;
        yield return row == 0 ? null : cell - grid.Width;
        yield return row == grid.Height - 1 ? null : cell + grid.Width;
        yield return west >= 0 ? cell - 1 : grid.IsGlobal ? cell - 1 + grid.Width : null;
        yield return east < grid.Width ? cell + 1 : grid.IsGlobal ? cell + 1 - grid.Width : null;
    }
}
