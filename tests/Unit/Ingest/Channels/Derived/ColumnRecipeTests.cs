using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest.Derived;

public class ColumnRecipeTests
{
    const double Gravity = 9.80665;
    static readonly LatLonGrid Grid = new([0, 1], [0, 1]);

    sealed class Given(Func<int, float> input) : IFieldInputs
    {
        public void Read(int input1, Memory<float> field) => field.Span.Fill(input(input1));
    }

    static double Integrate(ColumnAxis axis, bool transport, params double[] inputs)
    {
        float[] result = new float[4];
        new ColumnRecipe(axis, transport).Make(Grid, new Given(i => (float)inputs[i]), result);
        Assert.All(result, r => Assert.Equal(result[0], r));
        return result[0];
    }

    static ColumnAxis Pressure(bool surface, params double[] levelsHPa) => new([.. levelsHPa.Select(l => l * 100)], new double[levelsHPa.Length], surface, false);

    static readonly double[] Era5 = [300, 350, 400, 450, 500, 550, 600, 650, 700, 750, 775, 800, 825, 850, 875, 900, 925, 950, 975, 1000];

    [Fact]
    public void A_column_of_constant_humidity_weighs_q_dp_over_g()
    {
        // 700 hPa of q = 0.005: 0.005 x 70000 / g.
        Assert.Equal(0.005 * 70000 / Gravity, Integrate(Pressure(false, Era5), false, [.. Era5.Select(_ => 0.005)]), 1e-5);
        Assert.Equal(0.005 * 70000 / Gravity, Integrate(Pressure(true, Era5), false, [101300, .. Era5.Select(_ => 0.005)]), 1e-5);
        // Over ground at 800 hPa: 500 hPa of it; at 812.5, between two levels, 512.5.
        Assert.Equal(0.005 * 50000 / Gravity, Integrate(Pressure(true, Era5), false, [80000, .. Era5.Select(_ => 0.005)]), 1e-5);
        Assert.Equal(0.005 * 51250 / Gravity, Integrate(Pressure(true, Era5), false, [81250, .. Era5.Select(_ => 0.005)]), 1e-5);
        // Levels above 300 hPa and below 1000 count only as far as they reach in.
        Assert.Equal(0.005 * 70000 / Gravity, Integrate(Pressure(false, 250, 400, 600, 800, 1050), false, 0.005, 0.005, 0.005, 0.005, 0.005), 1e-5);
    }

    [Fact]
    public void A_product_that_is_linear_in_pressure_is_integrated_exactly()
    {
        // q u = 1e-6 (p - 200 hPa): integral 0.5e-6 ((800 hPa)^2 - (100 hPa)^2); v = 0.75 u makes the vector 1.25 times as long.
        double Closed(double bottomPa) => 1.25 * 0.5e-6 * (Math.Pow(bottomPa - 20000, 2) - Math.Pow(10000, 2)) / Gravity;
        double[] inputs = [.. Era5.SelectMany(l => new[] { 1e-6, l * 100 - 20000, 0.75 * (l * 100 - 20000) })];
        Assert.Equal(Closed(100000), Integrate(Pressure(false, Era5), true, inputs), Closed(100000) * 1e-6);
        Assert.Equal(Closed(93700), Integrate(Pressure(true, Era5), true, [93700, .. inputs]), Closed(93700) * 1e-6);
    }

    [Fact]
    public void Components_are_integrated_before_the_length_is_taken()
    {
        // Wind that turns right round with height carries nothing; its speed would carry 0.01 x 20 x 70000 / g.
        double[] levels = [300, 500, 800, 1000];
        double[] inputs = [.. levels.SelectMany((_, i) => new[] { 0.01, i < 2 ? 20.0 : -20, 0 })];
        // 200 hPa of +0.2, 300 hPa crossing zero, 200 hPa of -0.2.
        Assert.Equal(0, Integrate(Pressure(false, levels), true, inputs), 1e-3);
        Assert.Equal(0.2 * 70000 / Gravity, Integrate(Pressure(false, levels), true, [.. levels.SelectMany(_ => new[] { 0.01, -20.0, 0 })]), 1e-3);
    }

    [Fact]
    public void Ground_is_where_levels_are_missing_and_a_hole_is_a_missing_cell()
    {
        double[] levels = [300, 500, 700, 850, 925, 1000];
        double Ivt(bool surface, double ps, params double[] q) => Integrate(Pressure(surface, levels), false, surface ? [ps, .. q] : q);
        const double nan = double.NaN;
        // Known surface at 900 hPa: from 850 to 900 the value of 850 holds.
        Assert.Equal(0.005 * 60000 / Gravity, Ivt(true, 90000, 0.005, 0.005, 0.005, 0.005, nan, nan), 1e-5);
        Assert.Equal(0.005 * 55000 / Gravity, Ivt(false, 0, 0.005, 0.005, 0.005, 0.005, nan, nan), 1e-5);
        Assert.True(double.IsNaN(Ivt(true, 101300, 0.005, 0.005, nan, 0.005, 0.005, 0.005)));
        Assert.True(double.IsNaN(Ivt(false, 0, 0.005, 0.005, nan, 0.005, 0.005, 0.005)));
        Assert.True(double.IsNaN(Ivt(false, 0, nan, 0.005, 0.005, 0.005, 0.005, 0.005)));
        Assert.True(double.IsNaN(Ivt(true, nan, 0.005, 0.005, 0.005, 0.005, 0.005, 0.005)));
        // Below the ground nothing is asked for.
        Assert.Equal(0.005 * 40000 / Gravity, Ivt(true, 70000, 0.005, 0.005, 0.005, nan, nan, nan), 1e-5);
    }

    [Fact]
    public void On_hybrid_levels_the_lowest_layer_reaches_the_ground()
    {
        // Pure sigma levels at 0.3, 0.5, 0.7, 0.9, 0.99 of 90000 Pa; from 300 hPa, a third of the way from the first to the second, to the ground: 600 hPa of q = 0.004.
        var axis = new ColumnAxis([0, 0, 0, 0, 0], [0.3, 0.5, 0.7, 0.9, 0.99], true, true);
        Assert.Equal(0.004 * 60000 / Gravity, Integrate(axis, false, 90000, 0.004, 0.004, 0.004, 0.004, 0.004), 1e-5);
    }

    [Fact]
    public void Layers_add_up_whatever_the_levels_and_the_surface()
    {
        var cases = from count in Gen.Choose(4, 12)
                    from levels in Gen.Choose(300, 1000).ListOf(count).Where(l => l.Distinct().Count() == count)
                    from humidity in Gen.Choose(0, 20).ListOf(count)
                    from ps in Gen.Choose(550, 1040)
                    from cut in Gen.Choose(1, count - 2)
                    select (Levels: levels.Order().Select(l => (double)l).ToArray(), Humidity: humidity.Select(h => h * 1e-3).ToArray(), Surface: ps * 100.0, Cut: cut);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            double whole = Integrate(Pressure(true, c.Levels), false, [c.Surface, .. c.Humidity]);
            double upper = Integrate(Pressure(true, c.Levels[..(c.Cut + 1)]), false, [c.Surface, .. c.Humidity[..(c.Cut + 1)]]);
            double lower = Integrate(Pressure(true, c.Levels[c.Cut..]), false, [c.Surface, .. c.Humidity[c.Cut..]]);
            return Math.Abs(whole - upper - lower) <= 1e-6 * (1 + whole); // three results, each rounded to float
        }).QuickCheckThrowOnFailure();
    }
}
