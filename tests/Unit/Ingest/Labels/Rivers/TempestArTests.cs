using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Ridges of IVT by the Laplacian of reference section 2.4.</summary>
public class TempestArTests
{
    static readonly LatLonGrid Globe = RiverWeather.Globe;

    static LabelledStep Label(LatLonGrid grid, float[] field, TempestArConfig? config = null) =>
        Labellers.Create(config ?? new(), name => name == "IVT").Label(RiverWeather.Input(grid, ("IVT", field)));

    [Fact]
    public void The_mask_is_that_of_numpy_and_a_search_tree()
    {
        // Spacings at which no point of the ring lies midway between two cells, where either would be nearest.
        LatLonGrid grid = new([.. Enumerable.Range(0, 62).Select(i => -89.13 + 2.91 * i)], [.. Enumerable.Range(0, 113).Select(i => 360.0 / 113 * i)]);
        for (int seed = 0; seed < 2; seed++)
        {
            float[] field = RiverWeather.Bands(grid, seed);
            int[] expected = RiverReferee.Run("tempest_ar_reference.py", "mask.i4", grid, new() { ["field"] = field }, []);
            var step = Label(grid, field);
            Assert.Equal(expected, step.Labels.Select(l => l / 2));
            Assert.Contains(expected, m => m == 1);
        }
    }

    // DetectBlobs of TempestExtremes 80d2b54 (2026-02-01), built from its sources: --thresholdcmd "_LAPLACIAN{8,10}(IVT),<=,-20000,0" --minabslat 15
    // --geofiltercmd "area,>=,4e5km2".
    [Fact]
    public void The_mask_is_that_of_DetectBlobs()
    {
        byte[] labels = Label(RefereedField.Grid, RefereedField.Values).Labels;
        Assert.Equal([2, 1, 9, 10, 2, 11, 18, 10, 14, 23, 0, 0, 0, 0, 14, 19, 10, 23, 19, 14, 17, 4, 7, 1], RefereedField.ByRow(cell => labels[cell] / 2));
        Assert.Equal([0, 1, 2, 3, 4, 8, 12, 15, 16, 17, 18, 19, 20, 21, 24, 30, 31, 37, 38, 44, 45, 46, 47],
            labels[RefereedField.Row(17)].Select((label, column) => (label, column)).Where(c => c.label == 2).Select(c => c.column));
    }

    [Fact]
    public void The_laplacian_of_a_wave_is_that_of_the_sphere()
    {
        // sin(latitude) is an eigenfunction: its Laplacian is -2 sin(latitude), and the mean over a ring of radius a is cos(a) times it:
        // 4 (cos a - 1) / a^2 instead of -2. The nearest row is at most 1/8 degree off: 0.036 for each of the six points that are not due east or west.
        var grid = RiverWeather.Grid(721, 1440);
        float[] field = [.. Enumerable.Range(0, grid.CellCount).Select(i => (float)Math.Sin(grid.LatitudeDeg[i / grid.Width] * Sphere.RadiansPerDegree))];
        double a = 10 * Sphere.RadiansPerDegree, factor = 4 * (Math.Cos(a) - 1) / (a * a);
        var laplacian = new RingLaplacian(grid, 8, 10);
        foreach (int row in new[] { 120, 240, 360, 480, 600, 700 })
            Assert.Equal(factor * field[row * 1440], laplacian.At(row * 1440 + 17, field), 0.2);
    }

    [Fact]
    public void A_roll_of_the_field_rolls_the_labels() => Prop.ForAll(ArbMap.Default.ArbFor<(byte Seed, byte Columns)>(), x =>
    {
        float[] field = RiverWeather.Bands(Globe, x.Seed);
        return RiverWeather.Roll(Globe, Label(Globe, field).Labels, x.Columns).SequenceEqual(Label(Globe, RiverWeather.Roll(Globe, field, x.Columns)).Labels);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_strict_variant_finds_part_of_what_the_other_finds() => Prop.ForAll(ArbMap.Default.ArbFor<byte>(), seed =>
    {
        float[] field = RiverWeather.Bands(Globe, seed);
        var strict = new TempestArConfig { LaplacianThresholdKgPerMetreSecondRad2 = -30_000, MinimumLatitudeDeg = 20, MinimumAreaKm2 = 850_000 };
        return Label(Globe, field).Labels.Zip(Label(Globe, field, strict).Labels, (all, some) => some == 0 || all == some).All(x => x);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_missing_cell_leaves_its_ring_undecided_outside_the_tropics()
    {
        float[] field = RiverWeather.Bands(Globe, 4);
        int hole = 45 * Globe.Width + 60; // 45 N
        field[hole] = float.NaN;
        var step = Label(Globe, field);
        Assert.Equal(255, step.Labels[hole]);
        int undecided = step.Labels.Count(l => l == 255);
        Assert.InRange(undecided, 8, 16); // itself, and those that have it on their ring
        Assert.All(Enumerable.Range(0, field.Length).Where(i => step.Labels[i] == 255 && i != hole), i =>
            Assert.InRange(Sphere.DistanceDeg(45, 180, Globe.LatitudeDeg[i / Globe.Width], Globe.LongitudeDeg[i % Globe.Width]), 7.5, 12.5));
    }

    [Fact]
    public void Near_the_edge_of_a_region_nothing_is_decided_and_the_rest_is_as_on_the_globe()
    {
        float[] field = RiverWeather.Bands(Globe, 6);
        var whole = Label(Globe, field, new TempestArConfig { MinimumAreaKm2 = 0 });
        LatLonGrid region = new([.. Globe.LatitudeDeg[35..55]], [.. Globe.LongitudeDeg[20..80]]);
        float[] part = [.. Enumerable.Range(35, 20).SelectMany(row => field[(row * 120 + 20)..(row * 120 + 80)])];
        var step = Label(region, part, new TempestArConfig { MinimumAreaKm2 = 0 });
        int decided = 0;
        for (int i = 0; i < part.Length; i++)
        {
            if (step.Labels[i] == 255) continue;
            decided++;
            Assert.Equal(whole.Labels[(i / 60 + 35) * 120 + i % 60 + 20], step.Labels[i]);
        }
        Assert.InRange(decided, 600, 800); // some three rows and columns less on each side
        Assert.Contains(Labellers.Create(new TempestArConfig(), _ => true).Warnings(region), w => w.Contains("undecided", StringComparison.Ordinal));
    }

    [Fact]
    public void The_proxy_is_refused_by_name()
    {
        var refusal = Assert.Throws<DataException>(() => Labellers.Create(new TempestArConfig(), name => name is "IVTPROXY" or "TMQ"));
        Assert.Contains("'tempest-ar' need IVT", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", refusal.Message, StringComparison.Ordinal);
    }

    // A ridge along 30 N and the same along 30 S, with a cyclone's centre on the northern one.
    [Theory]
    [InlineData(8, 0)]
    [InlineData(1, 1)]
    public void A_ridge_about_a_cyclone_is_dropped_and_stays_in_the_table_with_class_0(double radiusDeg, int stays)
    {
        var grid = RiverWeather.Grid(121, 240);
        float[] field = [.. Enumerable.Range(0, grid.CellCount).Select(i =>
            (float)(800 * Math.Exp(-Math.Pow((Math.Abs(grid.LatitudeDeg[i / grid.Width]) - 30) / 3, 2) - Math.Pow((grid.LongitudeDeg[i % grid.Width] - 150) / 5, 2))))];
        var input = RiverWeather.Input(grid, ("IVT", field));
        var config = new TempestArConfig { CycloneRadiusDeg = radiusDeg };
        var alone = new TempestArLabeller(config, "IVT", []);
        Assert.Equal(2, alone.Label(input).Objects.Count);
        var step = new TempestArOutsideCyclones(config, new OneCyclone(30, 150), alone).Label(input);
        Assert.Equal(1 + stays, step.Objects.Count(o => o.Class == 2));
        Assert.Equal(1 - stays, step.Objects.Count(o => o.Class == 0 && o.RemovedAreaKm2 == o.AreaKm2));
        Assert.Equal(step.Objects.Where(o => o.Class == 2).Sum(o => o.Cells), step.Labels.Count(l => l == 2));
    }

    [Fact]
    public void Cyclones_are_looked_for_where_the_files_hold_what_finds_them_and_the_warning_says_where_not()
    {
        Assert.IsAssignableFrom<ITrackingLabeller>(Labellers.Create(new TempestArConfig(), _ => true));
        var ridges = Labellers.Create(new TempestArConfig(), name => name is "IVT" or "PSL" or "T200");
        Assert.Contains(ridges.Warnings(Globe), w => w.Contains("no T500, UBOT, VBOT", StringComparison.Ordinal));
        Assert.DoesNotContain(Labellers.Create(new TempestArConfig { CycloneRadiusDeg = 0 }, name => name is "IVT").Warnings(Globe), w => w.Contains("cyclones", StringComparison.Ordinal));
    }

    sealed class OneCyclone(double latitude, double longitude) : ILabeller
    {
        public string Method => "by-hand";

        public string Version => "1";

        public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>();

        public bool IsRuleBased => false;

        public IReadOnlyList<string> NeededChannels => [];

        public IReadOnlyList<string> NeededVariables => [];

        public LabelledStep Label(LabelInput input) => new(new byte[input.Grid.CellCount],
        [
            new()
            {
                Time = "2015-12-12T06:00:00", Class = 1, Cells = 1, AreaKm2 = 1, LengthKm = 1, WidthKm = 1,
                CentroidLatitudeDeg = latitude, CentroidLongitudeDeg = longitude, Truncated = false,
            },
        ]);
    }
}
