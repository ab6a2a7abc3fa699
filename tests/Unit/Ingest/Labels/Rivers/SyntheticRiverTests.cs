using System.Globalization;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>
/// The detectors against the rivers that synthetic weather plants, at 192 x 288: of the true rivers of 400,000 km2 or more poleward of 20 degrees, how many
/// are found (overlap of 30 % of the smaller). A dozen steps over the year; ROSSBY_TEST_ROUNDS of 61 takes every day.
/// </summary>
public class SyntheticRiverTests
{
    [Fact]
    public void Bard_and_tempest_find_the_planted_rivers_and_keep_away_from_the_equator()
    {
        int rounds = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "2", CultureInfo.InvariantCulture);
        var scores = Score(Math.Min(365, 6 * rounds));
        foreach (var (method, score) in scores) TestContext.Current.SendDiagnosticMessage($"{method}: {score}");
        Assert.All(scores.Values, s => Assert.True(s.Rivers > 40, s.ToString()));
        Assert.All(scores.Values, s => Assert.True(s.HitRate >= 0.85, s.ToString()));
        Assert.True(scores["bard-ar"].LeastLatitudeDeg > 15, scores["bard-ar"].ToString());
    }

    sealed record RiverScore(int Samples, int Rivers, int Hits, int FalseAlarms, double LeastLatitudeDeg)
    {
        internal double HitRate => Hits / (double)Rivers;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Samples} samples: {Hits} of {Rivers} rivers found ({HitRate:0.000}), {FalseAlarms / (double)Samples:0.00} false alarms a sample, nearest centroid {LeastLatitudeDeg:0.0} degrees from the equator");
    }

    static Dictionary<string, RiverScore> Score(int samples)
    {
        var atmosphere = new SyntheticAtmosphere(new SyntheticSourceConfig { Height = 192, Width = 288 }, seed: 20);
        var grid = atmosphere.Geometry.Grid;
        ILabeller[] labellers = [Labellers.Create(new BardArConfig(), _ => true), Labellers.Create(new TempestArConfig(), _ => true)];
        var scores = labellers.ToDictionary(l => l.Method, _ => new RiverScore(samples, 0, 0, 0, 90));
        var fields = atmosphere.NewFields();
        for (int sample = 0; sample < samples; sample++)
        {
            atmosphere.Fill(sample * 365 / samples, fields);
            var input = RiverWeather.Input(grid, ("IVT", fields.IVT));
            var truth = Rivers(fields.Labels, input);
            foreach (var labeller in labellers)
            {
                var score = scores[labeller.Method];
                var found = Rivers(labeller.Label(input).Labels, input);
                var wanted = truth.Where(t => t.River.AreaKm2 >= 400_000 && Math.Abs(t.River.CentroidLatitudeDeg) >= 20).ToList();
                scores[labeller.Method] = score with
                {
                    Rivers = score.Rivers + wanted.Count,
                    Hits = score.Hits + wanted.Count(t => found.Any(f => Overlap(grid, t.Cells, f.Cells))),
                    FalseAlarms = score.FalseAlarms + found.Count(f => !truth.Any(t => Overlap(grid, t.Cells, f.Cells))),
                    LeastLatitudeDeg = found.Select(f => Math.Abs(f.River.CentroidLatitudeDeg)).Append(score.LeastLatitudeDeg).Min(),
                };
            }
        }
        return scores;
    }

    static List<(int[] Cells, StormObject River)> Rivers(byte[] labels, LabelInput input) =>
        [.. RiverObjects.Of([.. labels.Select(l => l == SegmentationClass.AtmosphericRiver)], new float[labels.Length], input)];

    static bool Overlap(LatLonGrid grid, int[] a, int[] b)
    {
        double shared = a.Intersect(b).Sum(grid.CellAreaKm2);
        return shared > 0 && shared >= 0.3 * Math.Min(a.Sum(grid.CellAreaKm2), b.Sum(grid.CellAreaKm2));
    }
}
