using System.Globalization;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>
/// The detectors against the rivers that synthetic weather plants, at 192 x 288: of the true rivers of 400,000 km2 or more poleward of 20 degrees, how many
/// are found (overlap of 30 % of the smaller), and how many objects are found where no river is, whatever its size and place. Some days of each of three
/// years; ROSSBY_TEST_ROUNDS of 31 takes every day.
/// </summary>
public class SyntheticRiverTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(20)]
    [InlineData(1)]
    [InlineData(4711)]
    public void Bard_and_tempest_find_the_planted_rivers_and_little_else(int seed)
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "2", CultureInfo.InvariantCulture);
        var scores = Score((ulong)seed, Math.Min(365, 12 * rounds));
        foreach (var (method, score) in scores) output.WriteLine($"seed {seed}, {method}: {score}");
        Assert.All(scores.Values, s => Assert.True(s.Rivers > 40, s.ToString()));
        Assert.All(scores.Values, s => Assert.True(s.HitRate >= 0.85, s.ToString()));
        Assert.All(scores.Values, s => Assert.True(s.FalseAlarms < 0.15 * s.Samples, s.ToString()));
        Assert.True(scores["bard-ar"].LeastLatitudeDeg > 15, scores["bard-ar"].ToString());
    }

    sealed record RiverScore(int Samples, int Rivers, int Hits, int FalseAlarms, double LeastLatitudeDeg)
    {
        internal double HitRate => Hits / (double)Rivers;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Samples} samples: {Hits} of {Rivers} rivers found ({HitRate:0.000}), {FalseAlarms / (double)Samples:0.000} false alarms a sample, nearest centroid {LeastLatitudeDeg:0.0} degrees from the equator");
    }

    static Dictionary<string, RiverScore> Score(ulong seed, int samples)
    {
        var atmosphere = new SyntheticAtmosphere(new SyntheticSourceConfig { Height = 192, Width = 288 }, seed);
        var grid = atmosphere.Geometry.Grid;
        var fields = atmosphere.NewFields();

        // Single days have no tracks; its own tracks are the next test's.
        var tempest = new TempestArConfig();
        ILabeller[] labellers =
            [Labellers.Create(new BardArConfig(), _ => true), new TempestArOutsideCyclones(tempest, new PlantedCyclones(fields), new TempestArLabeller(tempest, "IVT", []))];
        string[] names = ["bard-ar", "tempest-ar about planted cyclones"];
        var scores = names.ToDictionary(n => n, _ => new RiverScore(samples, 0, 0, 0, 90));
        for (int sample = 0; sample < samples; sample++)
        {
            atmosphere.Fill(sample * 365 / samples, fields);
            var input = RiverWeather.Input(grid, ("IVT", fields.IVT));
            var truth = Rivers(fields.Labels, input);
            foreach (var (name, labeller) in names.Zip(labellers)) scores[name] = Add(scores[name], labeller.Label(input), input, truth);
        }
        return scores;
    }

    // Twelve days by six hours of each season, tracks and all; every river is scored at midnight.
    [Theory]
    [InlineData(20)]
    [InlineData(4711)]
    public void Tempest_ar_tells_cyclones_from_rivers_by_tracks_of_its_own(int seed)
    {
        int windows = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "2", CultureInfo.InvariantCulture);
        const int steps = 48;
        var atmosphere = new SyntheticAtmosphere(new SyntheticSourceConfig { Height = 192, Width = 288, Steps = 1460, StepHours = 6 }, (ulong)seed);
        var grid = atmosphere.Geometry.Grid;
        var score = new RiverScore(0, 0, 0, 0, 90);
        for (int window = 0; window < windows; window++)
        {
            int first = 900 + window * 1460 / windows;
            var fields = atmosphere.NewFields();
            LabelInput Input(int k)
            {
                atmosphere.Fill((first + k) % 1460, fields);
                return InMemoryLabelling.Step(grid, 6 * k, ((string[])["PSL", "T200", "T500", "UBOT", "VBOT", "IVT"]).ToDictionary(c => c, c => c == "IVT" ? (float[])fields.IVT.Clone() : (float[])fields.Channel(c).Clone()));
            }

            var tracking = (ITrackingLabeller)Labellers.Create(new TempestArConfig(), name => name is "PSL" or "T200" or "T500" or "UBOT" or "VBOT" or "IVT");
            var labeller = tracking.Link([.. Enumerable.Range(0, steps).Select(k =>
            {
                var input = Input(k);
                return new StepCandidates(input.Second, tracking.Detect(input));
            })]);
            // A track that the window cuts short is none: its first and last two days are not scored.
            for (int k = 8; k < steps - 8; k += 4)
            {
                var input = Input(k);
                score = Add(score with { Samples = score.Samples + 1 }, labeller.Label(input), input, Rivers(fields.Labels, input));
            }
        }
        output.WriteLine($"seed {seed}, tempest-ar: {score}");
        Assert.True(score.HitRate >= 0.85, score.ToString());
        Assert.True(score.FalseAlarms < 0.15 * score.Samples, score.ToString());
    }

    static RiverScore Add(RiverScore score, LabelledStep step, LabelInput input, List<(int[] Cells, StormObject River)> truth)
    {
        var grid = input.Grid;
        var wanted = truth.Where(t => t.River.AreaKm2 >= 400_000 && Math.Abs(t.River.CentroidLatitudeDeg) >= 20).ToList();
        var found = Rivers(step.Labels, input);
        return score with
        {
            Rivers = score.Rivers + wanted.Count,
            Hits = score.Hits + wanted.Count(t => found.Any(f => Overlap(grid, t.Cells, f.Cells))),
            FalseAlarms = score.FalseAlarms + found.Count(f => !truth.Any(t => Overlap(grid, t.Cells, f.Cells))),
            LeastLatitudeDeg = found.Select(f => Math.Abs(f.River.CentroidLatitudeDeg)).Append(score.LeastLatitudeDeg).Min(),
        };
    }

    static List<(int[] Cells, StormObject River)> Rivers(byte[] labels, LabelInput input) =>
        [.. RiverObjects.Of([.. labels.Select(l => l == SegmentationClass.AtmosphericRiver)], new float[labels.Length], input)];

    static bool Overlap(LatLonGrid grid, int[] a, int[] b)
    {
        double shared = a.Intersect(b).Sum(grid.CellAreaKm2);
        return shared > 0 && shared >= 0.3 * Math.Min(a.Sum(grid.CellAreaKm2), b.Sum(grid.CellAreaKm2));
    }

    /// <summary>The centres of the vortices of a step, of any strength, without a mask.</summary>
    sealed class PlantedCyclones(SyntheticFields fields) : ILabeller
    {
        public string Method => "planted";

        public string Version => "1";

        public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>();

        public bool IsRuleBased => false;

        public IReadOnlyList<string> NeededChannels => [];

        public IReadOnlyList<string> NeededVariables => [];

        public LabelledStep Label(LabelInput input) => new(new byte[input.Grid.CellCount], [.. fields.Cyclones.Select(c => new StormObject
        {
            Time = input.Time.ToString(), Class = SegmentationClass.TropicalCyclone, Cells = 1, AreaKm2 = 1, LengthKm = 1, WidthKm = 1,
            CentroidLatitudeDeg = c.Centre.LatitudeDeg, CentroidLongitudeDeg = c.Centre.LongitudeDeg, Truncated = false,
        })]);
    }
}
