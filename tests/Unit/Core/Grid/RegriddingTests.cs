using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Regridding against conservation laws, and against every overlap of two cells worked out by itself.</summary>
public class RegriddingTests
{
    const int Least = 3, Most = 14;

    static readonly Arbitrary<(int Height, int Width, int ToHeight, int ToWidth, int Seed)> Cases = Arb.From(
        from h in Gen.Choose(Least, Most)
        from w in Gen.Choose(Least + 1, 2 * Most)
        from th in Gen.Choose(Least, Most)
        from tw in Gen.Choose(Least + 1, 2 * Most)
        from seed in Gen.Choose(0, 100000)
        select (h, w, th, tw, seed));

    [Fact]
    public void The_integral_over_the_sphere_is_kept() => Prop.ForAll(Cases, c =>
    {
        LatLonGrid source = Globe(c.Height, c.Width), target = Globe(c.ToHeight, c.ToWidth, west: 0.3);
        float[] field = Noise(source, c.Seed);
        Assert.Equal(Integral(source, field), Integral(target, Apply(Regridding.Conservative(source, target), field)), Area(source) * 1e-6); // float32 results
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_constant_stays_one_by_either_method() => Prop.ForAll(Cases, c =>
    {
        LatLonGrid source = Globe(c.Height, c.Width), target = Globe(c.ToHeight, c.ToWidth, west: 7);
        float[] field = [.. Enumerable.Repeat(287.25f, source.CellCount)];
        Assert.All(Apply(Regridding.Conservative(source, target), field), v => Assert.Equal(287.25f, v));
        Assert.All(Apply(Regridding.Bilinear(source, target), field), v => Assert.Equal(287.25f, v));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_agrees_with_all_overlaps_of_two_cells_with_and_without_missing_ones() => Prop.ForAll(Cases, c =>
    {
        var random = new Random(c.Seed);
        LatLonGrid source = c.Seed % 2 == 0 ? Globe(c.Height, c.Width) : Region(c.Height, c.Width), target = Globe(c.ToHeight, c.ToWidth, west: 3);
        float[] field = Noise(source, c.Seed);
        for (int i = 0; i < field.Length; i++)
            if (random.Next(4) == 0) field[i] = float.NaN;
        float[] got = Apply(Regridding.Conservative(source, target), field);
        for (int to = 0; to < got.Length; to++)
        {
            double sum = 0, valid = 0;
            for (int from = 0; from < field.Length; from++)
            {
                if (float.IsNaN(field[from])) continue;
                double km2 = OverlapKm2(source, from, target, to);
                (sum, valid) = (sum + km2 * field[from], valid + km2);
            }
            double share = valid / target.CellAreaKm2(to);
            if (Math.Abs(share - 0.5) < 1e-6) continue; // either is right within rounding
            if (share < 0.5) Assert.True(float.IsNaN(got[to]));
            else Assert.Equal(sum / valid, got[to], 1e-5);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(36, 12)]
    [InlineData(12, 36)]
    [InlineData(24, 24)]
    public void Rolling_the_source_rolls_the_target(int sourceWidth, int targetWidth)
    {
        LatLonGrid source = Globe(10, sourceWidth), target = Globe(7, targetWidth);
        float[] field = Noise(source, 3);
        foreach (var regridding in new[] { Regridding.Conservative(source, target), Regridding.Bilinear(source, target) })
        {
            float[] before = Roll(source, Apply(regridding, field), target, sourceWidth / 4, targetWidth / 4, out float[] rolledSource, field);
            float[] after = Apply(regridding, rolledSource);
            for (int i = 0; i < after.Length; i++) Assert.Equal(before[i], after[i], 1e-5);
        }
    }

    [Fact]
    public void Bilinear_is_exact_on_what_is_linear_between_the_centres()
    {
        LatLonGrid source = Region(8, 12), target = new([2.25, 3, 4.75], [101.5, 103.25, 107]);
        float[] field = [.. Enumerable.Range(0, source.CellCount).Select(i => (float)(2 * source.LatitudeDeg[i / 12] + 0.5 * source.LongitudeDeg[i % 12]))];
        float[] got = Apply(Regridding.Bilinear(source, target), field);
        for (int i = 0; i < got.Length; i++) Assert.Equal(2 * target.LatitudeDeg[i / 3] + 0.5 * target.LongitudeDeg[i % 3], got[i], 1e-4);
    }

    [Fact]
    public void Bilinear_crosses_the_seam_of_a_globe_and_stops_at_a_regions_edge()
    {
        LatLonGrid globe = new([-45, 45], [0, 90, 180, 270]);
        float[] onGlobe = Apply(Regridding.Bilinear(globe, new([-45, 45], [315, 320])), [0, 1, 2, 4, 0, 1, 2, 4]);
        Assert.Equal(2, onGlobe[0], 1e-6);
        Assert.Equal(4 * (40.0 / 90), onGlobe[1], 1e-6);
        var region = Region(4, 4);
        Assert.All(Apply(Regridding.Bilinear(region, new([1, 2], [120, 121])), Noise(region, 1)), v => Assert.True(float.IsNaN(v)));
    }

    [Theory]
    [InlineData(10, 20, "bilinear")]
    [InlineData(7, 14, "bilinear")] // 1.43 times the spacing
    [InlineData(6, 20, "conservative")] // 1.67 times in one direction is enough
    [InlineData(5, 10, "conservative")]
    public void The_method_follows_the_spacing(int height, int width, string method) =>
        Assert.Equal(method, Regridding.Choose(Globe(10, 20), Globe(height, width)).Method);

    [Fact]
    public void Channels_side_by_side_come_out_as_one_by_one()
    {
        LatLonGrid source = Globe(6, 12), target = Globe(4, 6);
        float[] a = Noise(source, 1), b = Noise(source, 2), both = [.. a.Zip(b).SelectMany(p => new[] { p.First, p.Second })];
        var regridding = Regridding.Conservative(source, target);
        float[] result = new float[target.CellCount * 2];
        regridding.Apply(both, result, 0, 2);
        regridding.Apply(both, result, 1, 2);
        Assert.Equal(Apply(regridding, a).Zip(Apply(regridding, b)).SelectMany(p => new[] { p.First, p.Second }), result);
    }

    [Fact]
    public void Hard_labels_keep_the_area_of_each_class_within_one_cell() => Prop.ForAll(Cases, c =>
    {
        LatLonGrid source = Globe(c.Height * 3, c.Width * 3), target = Globe(c.ToHeight, c.ToWidth);
        var random = new Random(c.Seed);
        byte[] labels = [.. Enumerable.Range(0, source.CellCount).Select(_ => (byte)(random.Next(10) switch { 0 => 1, 1 or 2 => 2, _ => 0 }))];
        var shares = ClassShares.Of(Regridding.Conservative(source, target), labels);
        double largest = target.RowCellAreaKm2.ToArray().Max(), sphere = Area(source);
        for (int k = 0; k < 3; k++)
        {
            double truth = Enumerable.Range(0, labels.Length).Where(i => labels[i] == k).Sum(source.CellAreaKm2);
            Assert.Equal(truth, shares.ShareAreaKm2[k], sphere * 1e-6);
            // The background gets what both storms leave.
            Assert.True(Math.Abs(truth - shares.LabelAreaKm2[k]) <= largest * (k == 0 ? 2 : 1) / 2 + sphere * 1e-6);
        }
        for (int i = 0; i < target.CellCount; i++) Assert.Equal(1, shares.Shares.Skip(3 * i).Take(3).Sum(), 1e-5);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_cell_is_decided_by_its_fuller_half_and_undecided_where_less_is_known()
    {
        LatLonGrid source = Globe(4, 8), target = Globe(2, 4);
        byte[] labels = new byte[32];
        (labels[0], labels[1], labels[8], labels[9]) = (2, 2, 2, 2); // the whole first cell of the target
        (labels[2], labels[3]) = (255, 255); // the polar half of the second, less than half of its area
        (labels[20], labels[21], labels[28], labels[29]) = (255, 255, 255, 0);
        var got = ClassShares.Of(Regridding.Conservative(source, target), labels);
        Assert.Equal(new byte[] { 2, 0, 0, 0, 0, 0, 255, 0 }, got.Labels);
        Assert.True(float.IsNaN(got.Shares[3 * 6]));
    }

    static LatLonGrid Globe(int height, int width, double west = 0) => new(
        [.. Enumerable.Range(0, height).Select(i => -90 + (i + 0.5) * 180 / height)], [.. Enumerable.Range(0, width).Select(i => west + i * 360.0 / width)]);

    static LatLonGrid Region(int height, int width) => new([.. Enumerable.Range(0, height).Select(i => i + 0.5)], [.. Enumerable.Range(0, width).Select(i => 100.0 + i)]);

    static float[] Noise(LatLonGrid grid, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, grid.CellCount).Select(_ => (float)(random.NextDouble() * 2 - 0.5))];
    }

    static float[] Apply(Regridding regridding, float[] field)
    {
        float[] result = new float[regridding.Target.CellCount];
        regridding.Apply(field, result);
        return result;
    }

    static double Integral(LatLonGrid grid, float[] field) => Enumerable.Range(0, field.Length).Sum(i => field[i] * grid.CellAreaKm2(i));

    static double Area(LatLonGrid grid) => Enumerable.Range(0, grid.CellCount).Sum(grid.CellAreaKm2);

    // Rolls the regridded field by as many degrees as the source, which it hands back too.
    static float[] Roll(LatLonGrid source, float[] regridded, LatLonGrid target, int by, int targetBy, out float[] rolledSource, float[] field)
    {
        rolledSource = [.. Enumerable.Range(0, field.Length).Select(i => field[i / source.Width * source.Width + (i % source.Width + by) % source.Width])];
        return [.. Enumerable.Range(0, regridded.Length).Select(i => regridded[i / target.Width * target.Width + (i % target.Width + targetBy) % target.Width])];
    }

    static double OverlapKm2(LatLonGrid a, int i, LatLonGrid b, int j)
    {
        double south = Math.Max(a.LatitudeBoundsDeg[i / a.Width], b.LatitudeBoundsDeg[j / b.Width]);
        double north = Math.Min(a.LatitudeBoundsDeg[i / a.Width + 1], b.LatitudeBoundsDeg[j / b.Width + 1]);
        if (north <= south) return 0;
        double width = 0, halfA = (a.IsGlobal ? 360.0 / a.Width : a.LongitudeSpacingDeg) / 2, halfB = (b.IsGlobal ? 360.0 / b.Width : b.LongitudeSpacingDeg) / 2;
        for (int turn = -360; turn <= 360; turn += 360)
            width += Math.Max(0, Math.Min(a.LongitudeDeg[i % a.Width] + halfA + turn, b.LongitudeDeg[j % b.Width] + halfB) - Math.Max(a.LongitudeDeg[i % a.Width] - halfA + turn, b.LongitudeDeg[j % b.Width] - halfB));
        return Sphere.BandAreaKm2(south, north, width);
    }
}
