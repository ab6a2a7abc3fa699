using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest.Derived;

public class LevelRecipesTests
{
    static readonly LatLonGrid Grid = new([0, 1], [0, 1]);

    sealed class Given(float[][] fields) : IFieldInputs
    {
        internal HashSet<int> Asked { get; } = [];

        public void Read(int input, Memory<float> field)
        {
            Asked.Add(input);
            fields[input].CopyTo(field);
        }
    }

    // Any field a + b ln p comes out exact.
    static float Linear(double pressurePa) => (float)(100 - 7 * Math.Log(pressurePa / 1e5));

    [Fact]
    public void Between_two_levels_a_field_is_linear_in_the_logarithm_of_pressure()
    {
        float[] result = new float[4];
        var given = new Given([[Linear(80000), Linear(80000), float.NaN, 0], [Linear(92500), Linear(92500), 1, float.NaN]]);
        new InterpolationRecipe("u", 800, 925, 850).Make(Grid, given, result);
        Assert.Equal(Linear(85000), result[0], 1e-5f);
        Assert.Equal([float.NaN, float.NaN], result[2..]);
    }

    // Four hybrid levels, stored from the top down or from the ground up: p = a p0 + b ps.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void From_hybrid_levels_every_cell_has_its_own_pressures(bool upwards)
    {
        double[] a = [20000, 15000, 5000, 0], b = [0, 0.4, 0.8, 0.99];
        var levels = upwards ? new HybridLevels([.. a.Reverse()], [.. b.Reverse()], "PS") : new HybridLevels(a, b, "PS");
        Assert.Equal(upwards ? [3, 2, 1, 0] : [0, 1, 2, 3], levels.Downwards);
        float[] surface = [101300, 88000, 70000, float.NaN];
        var given = new Given([surface, .. Enumerable.Range(0, 4).Select(k => surface.Select(ps => Linear(a[k] + b[k] * ps)).ToArray())]);
        float[] result = new float[4];
        new HybridLevelRecipe("U", levels, 850).Make(Grid, given, result);
        Assert.Equal(Linear(85000), result[0], 1e-5f);
        Assert.Equal(Linear(85000), result[1], 1e-5f);
        Assert.True(float.IsNaN(result[2])); // 850 hPa lies below ground at 700 hPa
        Assert.True(float.IsNaN(result[3]));
        Assert.DoesNotContain(1, given.Asked); // 200 hPa is nowhere near
    }

    [Fact]
    public void Between_the_lowest_level_and_the_ground_nothing_is_extrapolated()
    {
        var levels = new HybridLevels([20000, 0], [0, 0.9], "PS");
        float[] result = new float[4];
        new HybridLevelRecipe("U", levels, 850).Make(Grid, new Given([[90000, 95000, 94000, 100000], [1, 1, 1, 1], [1, 1, 1, 1]]), result);
        Assert.Equal([float.NaN, 1, float.NaN, 1], result); // lowest level at 810, 855, 846 and 900 hPa
    }

    // Bolton (1980), table of saturation: 20 C 23.37 hPa; CIMO guide no. 8 annex 4.B: 6.112 hPa at 0 C.
    [Theory]
    [InlineData(101325, 293.15, 0.622 * 2337 / (101325 - 0.378 * 2337))]
    [InlineData(90000, 273.15, 0.622 * 611.2 / (90000 - 0.378 * 611.2))]
    public void Humidity_from_dew_point_is_that_of_saturation_tables(double pressurePa, double dewPointK, double expected) =>
        Assert.Equal(expected, DewPointRecipe.SpecificHumidity(pressurePa, dewPointK), expected * 2e-3); // formulas for saturation differ by a part in a thousand
}
