using FsCheck;
using FsCheck.Fluent;
using Rossby.Models;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class RowBandsTests
{
    [Fact]
    public void Kept_parts_join_without_gap_and_lie_inside_what_was_read() =>
        Prop.ForAll<PositiveInt, PositiveInt, NonNegativeInt>((height, rows, overlap) =>
        {
            int h = height.Get % 500 + 1, r = rows.Get % 100 + 1, o = overlap.Get % r;
            int kept = 0;
            foreach (var band in new RowBands(r, o).Cut(h))
            {
                Assert.Equal(kept, band.KeepStart);
                Assert.InRange(band.KeepStart, band.ReadStart, h);
                Assert.InRange(band.KeepStart + band.KeepRows, band.KeepStart + 1, band.ReadStart + band.ReadRows);
                Assert.InRange(band.ReadStart + band.ReadRows, 1, h);
                kept += band.KeepRows;
            }
            Assert.Equal(h, kept);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_inner_edge_of_a_band_is_never_nearer_than_half_the_overlap_to_what_is_kept()
    {
        foreach (var band in new RowBands(64, 16).Cut(181))
        {
            if (band.ReadStart > 0) Assert.True(band.KeepStart - band.ReadStart >= 8);
            if (band.ReadStart + band.ReadRows < 181) Assert.Equal(8, band.ReadStart + band.ReadRows - band.KeepStart - band.KeepRows);
        }
    }
}
