using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Unit;

public class CellOutlineTests
{
    static readonly LatLonGrid Globe = new([-60, 0, 60], [0, 90, 180, 270]), Region = new([10, 20, 30], [100, 110, 120, 130]);

    [Fact]
    public void One_cell_has_four_edges_around_it()
    {
        byte[] mask = [0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0];
        Assert.Equal(
            [new EdgeSegment(105, 15, 115, 15), new(105, 25, 115, 25), new(105, 15, 105, 25), new(115, 15, 115, 25)],
            CellOutline.Of(Region, mask, 2));
    }

    [Fact]
    public void A_storm_over_the_seam_has_no_line_on_the_seam_of_a_global_grid()
    {
        byte[] mask = [0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0];
        Assert.DoesNotContain(CellOutline.Of(Globe, mask, 1), s => s.Longitude1 == s.Longitude2 && s.Longitude1 is -45 or 315);
        // On an open edge there is one: what lies beyond is not known.
        Assert.Contains(CellOutline.Of(Region, mask, 1), s => s.Longitude1 == s.Longitude2 && s.Longitude1 == 95);
    }

    [Fact]
    public void The_outlines_length_is_the_number_of_neighbours_that_differ() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            byte[] mask = [.. Enumerable.Range(0, 12).Select(i => (byte)(bytes.Length > 0 ? bytes[i % bytes.Length] * (i + 3) % 2 : 0))];
            int differing = 0;
            for (int row = -1; row < 3; row++)
            {
                for (int column = 0; column < 4; column++)
                {
                    if (In(row, column) != In(row + 1, column)) differing++;
                    if (row >= 0 && In(row, column) != In(row, column + 1)) differing++;
                }
            }
            double length = CellOutline.Of(Globe, mask, 1).Sum(s => Math.Abs(s.Longitude2 - s.Longitude1) / 90 + (s.Latitude2 > s.Latitude1 ? (s.Latitude2 - s.Latitude1) / 60 : 0));
            Assert.Equal(differing, length, 1e-9);
            bool In(int row, int column) => row is >= 0 and < 3 && mask[row * 4 + column % 4] == 1;
        }).QuickCheckThrowOnFailure();
}
