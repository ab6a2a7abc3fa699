using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>Each quirk of reference/deepcam.md 1.3, on and off, gives cell for cell the mask of a script written from that page alone.</summary>
public class DeepCamMaskTests
{
    static readonly LatLonGrid Grid = RiverWeather.Grid(121, 180);

    // Two near each other, one across 0 E, one whose box is cut by nothing, one over constant TMQ, one near the pole.
    static readonly DeepCamStorm[] Storms =
        [new(18, 140, 2.5), new(21, 149, 1.2), new(-15, 1.5, 3), new(-20, 250, 2), new(12, 60, 1), new(80, 300, 4)];

    static readonly DeepCamQuirksConfig On = new();

    public static TheoryData<string> Switches => [.. Quirks.Keys, "all", "none"];

    static readonly Dictionary<string, Func<DeepCamQuirksConfig, DeepCamQuirksConfig>> Quirks = new()
    {
        ["riversStopAtSeam"] = q => q with { RiversStopAtSeam = false },
        ["fourNeighbours"] = q => q with { FourNeighbours = false },
        ["firstCellUnreachable"] = q => q with { FirstCellUnreachable = false },
        ["earthRadius6170"] = q => q with { EarthRadius6170 = false },
        ["boxesStopAtSeam"] = q => q with { BoxesStopAtSeam = false },
        ["signedWinds"] = q => q with { SignedWinds = false },
        ["restartUnion"] = q => q with { RestartUnion = false },
        ["backgroundOfRiversAlone"] = q => q with { BackgroundOfRiversAlone = false },
    };

    [Theory]
    [MemberData(nameof(Switches))]
    public void The_mask_is_that_of_an_independent_script(string off)
    {
        string[] names = off == "all" ? [.. Quirks.Keys] : off == "none" ? [] : [off];
        var quirks = names.Aggregate(On, (q, name) => Quirks[name](q));
        for (int seed = 0; seed < 2; seed++)
        {
            var fields = Fields(seed);
            int[] expected = RiverReferee.Run("deepcam_reference.py", "mask.i4", Grid, fields,
                new() { ["storms"] = [.. Storms.SelectMany(s => new[] { s.LatitudeDeg, s.LongitudeDeg, s.RadiusDeg })] }, names);
            var mask = Make(quirks, fields);
            Assert.Equal(expected[..^1], mask.Labels.Select(l => (int)l));
            Assert.Equal(expected[^1] == 1, mask.BackgroundShare < 0.9);
            Assert.Equal([0, 1, 2], expected[..^1].Distinct().Order());
        }
    }

    [Theory]
    [InlineData("riversStopAtSeam")]
    [InlineData("fourNeighbours")]
    [InlineData("earthRadius6170")]
    [InlineData("boxesStopAtSeam")]
    [InlineData("signedWinds")]
    [InlineData("restartUnion")]
    public void The_fields_are_such_that_the_quirk_shows(string off) =>
        Assert.Contains(Enumerable.Range(0, 2), seed => !Make(On, Fields(seed)).Labels.SequenceEqual(Make(Quirks[off](On), Fields(seed)).Labels));

    [Fact]
    public void That_the_first_cell_is_unreachable_shows_nowhere_for_the_search_starts_there()
    {
        // Whatever the field: a moist cell 0 is the first seed and takes its blob with it, and a dry one is never entered.
        var fields = Fields(1);
        Assert.Equal(2, Make(On, fields).Labels[0]);
        for (int seed = 0; seed < 20; seed++)
        {
            fields["TMQ"] = [.. RiverWeather.Bands(Grid, seed).Select(b => 8 + b / 11)];
            Assert.Equal(Make(On, fields).Labels, Make(Quirks["firstCellUnreachable"](On), fields).Labels);
        }
    }

    [Fact]
    public void The_anomaly_flag_overlooks_cyclones_as_published()
    {
        var fields = Fields(0);
        var published = Make(On, fields);
        Assert.Equal(1 - published.Labels.Count(l => l == 2) / (double)Grid.CellCount, published.BackgroundShare, 0.01);
        Assert.True(Make(Quirks["backgroundOfRiversAlone"](On), fields).BackgroundShare < published.BackgroundShare);
    }

    [Fact]
    public void Missing_vapour_is_undecided()
    {
        var fields = Fields(1);
        fields["TMQ"][70 * Grid.Width + 100] = float.NaN;
        Assert.Equal(255, Make(On, fields).Labels[70 * Grid.Width + 100]);
    }

    static DeepCamMask Make(DeepCamQuirksConfig quirks, Dictionary<string, float[]> fields) =>
        DeepCamMask.Make(new DeepCamCompatConfig { TropicalCyclones = null!, Quirks = quirks }, Grid, fields, Storms);

    // Bands of vapour over the middle latitudes, some across 0 E and some of a width between the limits on the two spheres; winds of both signs.
    static Dictionary<string, float[]> Fields(int seed)
    {
        float[] bands = RiverWeather.Bands(Grid, 40 + seed), zonal = RiverWeather.Bands(Grid, 50 + seed), meridional = RiverWeather.Bands(Grid, 60 + seed);
        float[] vapour = [.. bands.Select(b => 8 + b / 11)];
        for (int i = 0; i < vapour.Length; i++)
        {
            int row = i / Grid.Width, column = i % Grid.Width;
            double latitude = Grid.LatitudeDeg[row], longitude = Grid.LongitudeDeg[column];

            // A slanted band of 600 km over 0 E; squares that only a corner joins; a block whose width is 1000 km on one of the spheres only.
            if (Math.Abs(latitude) is > 33 and < 62) vapour[i] = 10;
            double east = longitude > 180 ? longitude - 360 : longitude;
            if (latitude is > 34 and < 61 && Math.Abs(east - 1.5 * (latitude - 47)) < 6) vapour[i] = 40;
            if (latitude is > -60 and < -36 && (int)((latitude + 60) / 6) == (int)((longitude - 90) / 6) && longitude >= 90) vapour[i] = 40;
            if (latitude is > 35 and < 61 && longitude > 200 && (longitude - 200) * Math.Cos(latitude * Sphere.RadiansPerDegree) * 111.2 < 1060) vapour[i] = 40;
            if (Sphere.DistanceDeg(latitude, longitude, 12, 60) < 12) vapour[i] = 30;

            // A strip through the first cell, at the South Pole.
            if (seed == 1 && latitude < -68 && longitude < 8) vapour[i] = 40;
        }
        return new()
        {
            ["TMQ"] = vapour, ["U850"] = [.. zonal.Select(z => (z - 130) / 10)], ["V850"] = [.. meridional.Select(m => (m - 130) / 10)],
            ["PRECT"] = RiverWeather.Bands(Grid, 70 + seed),
        };
    }
}
