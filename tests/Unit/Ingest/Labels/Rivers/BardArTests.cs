using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>The vote of detectors of SCIENCE (Labels).</summary>
public class BardArTests
{
    static readonly LatLonGrid Globe = RiverWeather.Globe;
    static readonly BardArConfig Few = new() { Draws = 24 };

    static LabelledStep Label(float[] field, BardArConfig? config = null, LatLonGrid? grid = null, string channel = "IVT") =>
        Labellers.Create(config ?? Few, name => name == channel).Label(RiverWeather.Input(grid ?? Globe, (channel, field)));

    [Fact]
    public void Votes_are_those_that_numpy_and_scipy_count()
    {
        for (int seed = 0; seed < 3; seed++)
        {
            float[] field = RiverWeather.Bands(Globe, seed);
            if (seed == 2) for (int i = 0; i < 400; i++) field[2000 + i * 7 % 3000] = float.NaN;
            var draws = BardPrior.Draw(Few);
            int[] expected = RiverReferee.Run("bard_reference.py", "votes.i4", Globe, new() { ["field"] = field },
                new() { ["draws"] = [.. draws.SelectMany(d => new[] { d.Percentile, d.HalfWidthDeg, d.MinimumAreaKm2 })] });
            Assert.Equal(expected, BardArLabeller.Votes(Globe, field, draws));
            Assert.Contains(expected, v => v > 0 && v < Few.Draws);
        }
    }

    // teca_bayesian_ar_detect of TECA 9190a29 (2024-10-09), built from its sources, with 8 rows of its own parameter table from row 300 on: percentile, half
    // width, least area. Its earth has a radius of 6378.137 km; no object here is so near its least area that it matters.
    [Fact]
    public void Votes_by_rows_of_TECAs_own_table_are_those_that_TECA_counts()
    {
        BardDraw[] rows =
        [
            new(80.17132710429134, 21.604638045163206, 4891400.517924834), new(96.30040217887479, 9.762284409849341, 1563948.5470666385),
            new(80.47985907987174, 23.366452912042796, 4963494.690518004), new(91.61868507533474, 8.698588282307918, 3455916.7904207623),
            new(96.26356353033539, 9.382571185858616, 1594353.1838845664), new(94.60750923835268, 12.684924871846837, 2136069.7399701015),
            new(95.1882500277905, 10.961744090389196, 1960868.440712003), new(81.61949744089864, 15.83426012354714, 4946791.960446664),
        ];
        int[] votes = BardArLabeller.Votes(RefereedField.Grid, RefereedField.Values, rows);
        Assert.Equal([1, 1, 14, 17, 25, 42, 68, 15, 5, 1, 0, 0, 0, 0, 0, 7, 37, 82, 55, 32, 17, 5, 3, 2], RefereedField.ByRow(cell => votes[cell]));
        Assert.Equal([8, 8, 8, 8, 8, 0, 0, 2, 2, 0, 3, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 8, 8, 8, 8], votes[RefereedField.Row(17)]);
    }

    [Fact]
    public void A_roll_of_the_field_rolls_labels_and_probabilities() => Prop.ForAll(ArbMap.Default.ArbFor<(byte Seed, byte Columns)>(), x =>
    {
        float[] field = RiverWeather.Bands(Globe, x.Seed);
        var here = Label(field);
        var there = Label(RiverWeather.Roll(Globe, field, x.Columns));
        return RiverWeather.Roll(Globe, here.Labels, x.Columns).SequenceEqual(there.Labels)
            && RiverWeather.Roll(Globe, Rivers(here), x.Columns).SequenceEqual(Rivers(there));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void North_and_south_are_treated_alike() => Prop.ForAll(ArbMap.Default.ArbFor<byte>(), seed =>
    {
        float[] field = RiverWeather.Bands(Globe, seed);
        return RiverWeather.Mirror(Globe, Rivers(Label(field))).SequenceEqual(Rivers(Label(RiverWeather.Mirror(Globe, field))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Only_the_order_of_the_values_counts_where_nothing_is_damped() => Prop.ForAll(ArbMap.Default.ArbFor<byte>(), seed =>
    {
        // A damping that is 1 to float's precision beyond a degree: twice the transport everywhere is the same weather.
        var config = Few with { HalfWidthQuantilesDeg = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07] };
        float[] field = RiverWeather.Bands(Globe, seed);
        return Rivers(Label(field, config)).SequenceEqual(Rivers(Label([.. field.Select(v => 2 * v)], config)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Probabilities_are_shares_of_votes_and_a_higher_threshold_labels_fewer_cells() => Prop.ForAll(ArbMap.Default.ArbFor<byte>(), seed =>
    {
        float[] field = RiverWeather.Bands(Globe, seed);
        var low = Label(field, Few with { ProbabilityThreshold = 0.3 });
        var high = Label(field, Few with { ProbabilityThreshold = 0.8 });
        for (int i = 0; i < field.Length; i++)
        {
            float p = low.Probabilities![3 * i + 2];
            if (p is < 0 or > 1 || Math.Abs(p + low.Probabilities[3 * i] - 1) > 1e-6 || low.Probabilities[3 * i + 1] != 0) return false;
            if (low.Labels[i] != (p >= 0.3f ? 2 : 0) || (high.Labels[i] == 2 && low.Labels[i] != 2)) return false;
        }
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_river_across_the_seam_is_one_object_with_its_centroid_there()
    {
        var grid = RiverWeather.Grid(91, 180);
        float[] field = new float[grid.CellCount];
        for (int i = 0; i < field.Length; i++)
        {
            double latitude = grid.LatitudeDeg[i / grid.Width], longitude = grid.LongitudeDeg[i % grid.Width];
            double along = longitude > 180 ? longitude - 360 : longitude;
            field[i] = (float)(60 + 600 * Math.Exp(-Math.Pow((latitude - 42) / 4, 2) - Math.Pow(along / 26, 4)));
        }
        var river = Assert.Single(Label(field, grid: grid).Objects);
        Assert.True(Math.Min(river.CentroidLongitudeDeg, 360 - river.CentroidLongitudeDeg) < 1e-6);
        Assert.InRange(river.CentroidLatitudeDeg, 42, 46); // an arc's mean of unit vectors lies poleward of its parallel
        Assert.False(river.Truncated);
    }

    [Fact]
    public void Missing_cells_are_undecided_and_have_no_probability()
    {
        float[] field = RiverWeather.Bands(Globe, 5);
        for (int i = 0; i < field.Length; i += 9) field[i] = float.NaN;
        Assert.True(Labellers.Create(Few, _ => true).GivesProbabilities);
        var step = Label(field);
        for (int i = 0; i < field.Length; i++)
        {
            Assert.Equal(i % 9 == 0, step.Labels[i] == 255);
            Assert.Equal(i % 9 == 0 ? 0 : 1, step.Probabilities!.AsSpan(3 * i, 3).ToArray().Sum(), 1e-6);
        }
        var empty = Label([.. field.Select(_ => float.NaN)]);
        Assert.All(empty.Labels, l => Assert.Equal(255, l));
        Assert.Empty(empty.Objects);
    }

    [Fact]
    public void A_regional_grid_is_refused_unless_asked_for_and_then_said()
    {
        LatLonGrid region = new([.. Enumerable.Range(0, 41).Select(i => 20.0 + i)], [.. Enumerable.Range(0, 81).Select(i => 180.0 + i)]);
        float[] field = RiverWeather.Bands(region, 1);
        var refusal = Assert.Throws<DataException>(() => Label(field, grid: region));
        Assert.Contains("IVT.nc", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("regional", refusal.Message, StringComparison.Ordinal);
        var labeller = Labellers.Create(Few with { Regional = true }, _ => true);
        Assert.StartsWith("true", labeller.Parameters["regional"], StringComparison.Ordinal);
        Assert.Contains(labeller.Warnings(region), w => w.Contains("regional", StringComparison.Ordinal));
        Assert.Equal(field.Length, labeller.Label(RiverWeather.Input(region, ("IVT", field))).Labels.Length);
    }

    [Fact]
    public void Transport_is_taken_before_the_proxy_and_one_of_them_must_be_there()
    {
        Assert.Equal(["IVT"], Labellers.Create(Few, _ => true).NeededChannels);
        Assert.Equal("IVTPROXY", Labellers.Create(Few, name => name == "IVTPROXY").Parameters["field"]);
        Assert.Contains("need IVT", Assert.Throws<DataException>(() => Labellers.Create(Few, _ => false)).Message, StringComparison.Ordinal);
        Assert.Contains(Labellers.Create(Few, _ => true).Warnings(Globe), w => w.Contains("this one has 3", StringComparison.Ordinal));
    }

    static float[] Rivers(LabelledStep step) => [.. Enumerable.Range(0, step.Labels.Length).Select(i => step.Probabilities![3 * i + 2])];
}
