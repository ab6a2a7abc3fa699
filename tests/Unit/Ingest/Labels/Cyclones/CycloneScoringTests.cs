using System.Globalization;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>
/// tempest-tc held against the planted storms at 192 x 288, six-hourly: as many months as ROSSBY_TEST_ROUNDS says, the whole year from 12 on.
/// Asked of it are the storm-times that the grid shows: pressure at the centre at least 400 Pa below its surroundings within 4 degrees, wind of 17.5 m s-1.
/// </summary>
public class CycloneScoringTests(ITestOutputHelper output)
{
    const int StepsPerYear = 1460, StepsPerMonth = 122, September = 972;

    // A centre on the grid lies up to 87 km from the truth; nothing that is planted, however weak, within 500 km: a false alarm.
    const double HitKm = 200, NearKm = 500;

    [Fact]
    public void Planted_cyclones_are_found_and_nothing_else()
    {
        int months = int.Parse(Environment.GetEnvironmentVariable("ROSSBY_TEST_ROUNDS") ?? "1", CultureInfo.InvariantCulture);
        int count = months >= 12 ? StepsPerYear : StepsPerMonth * months, first = Math.Min(September, StepsPerYear - count);
        var config = new SyntheticSourceConfig { Height = 192, Width = 288, Steps = StepsPerYear, StepHours = 6 };
        var atmosphere = new SyntheticAtmosphere(config, seed: 11);
        var grid = atmosphere.Geometry.Grid;
        var planted = new List<(CycloneState Storm, bool Shown)>[count];
        var (linked, steps) = InMemoryLabelling.Detect(new TempestCycloneConfig(), atmosphere, first, count, (i, fields) =>
            planted[i] = [.. fields.Cyclones.Select(storm => (storm, IsShown(storm, fields, grid)))]);
        int hits = 0, asked = 0, named = 0, namedHits = 0, found = 0, falseAlarms = 0;
        float[] pressure = new float[grid.CellCount];
        for (int i = 0; i < count; i++)
        {
            var input = InMemoryLabelling.Step(grid, 0, new Dictionary<string, float[]> { ["PSL"] = pressure }) with { Second = steps[i].Second };
            var objects = linked.Label(input).Objects.Select(o => o.Cyclone!).ToList();
            found += objects.Count;
            falseAlarms += objects.Count(o => !planted[i].Exists(p => Km(p.Storm, o) <= NearKm));
            foreach (var (storm, shown) in planted[i].OrderByDescending(p => p.Storm.MaximumWind))
            {
                var hit = objects.Where(o => Km(storm, o) <= HitKm).MinBy(o => Km(storm, o));
                if (hit != null) objects.Remove(hit);
                if (!shown) continue;
                asked++;
                if (hit != null) hits++;
                if (!storm.IsCyclone) continue;
                named++;
                if (hit != null) namedHits++;
            }
        }
        string score = $"{count} steps: {hits} of {asked} planted storms hit, {namedHits} of {named} of those that are cyclones; {found} found, {falseAlarms} of them false alarms";
        output.WriteLine(score);
        Assert.True(hits >= 0.9 * asked && asked > 3 * months, score);
        Assert.True(falseAlarms < 0.1 * count, score);
    }

    static double Km(CycloneState storm, CycloneCandidate found) =>
        Sphere.DistanceKm(storm.Centre.LatitudeDeg, storm.Centre.LongitudeDeg, found.LatitudeDeg, found.LongitudeDeg);

    static bool IsShown(CycloneState storm, SyntheticFields fields, LatLonGrid grid)
    {
        double lowest = double.PositiveInfinity, wind = 0, ring = 0;
        int cells = 0;
        for (int i = 0; i < grid.CellCount; i++)
        {
            double latitude = grid.LatitudeDeg[i / grid.Width];
            if (Math.Abs(latitude - storm.Centre.LatitudeDeg) > 4) continue;
            double deg = Sphere.DistanceDeg(latitude, grid.LongitudeDeg[i % grid.Width], storm.Centre.LatitudeDeg, storm.Centre.LongitudeDeg);
            if (deg <= 1.5) lowest = Math.Min(lowest, fields.PSL[i]);
            if (deg <= 2) wind = Math.Max(wind, Math.Sqrt(fields.UBOT[i] * fields.UBOT[i] + fields.VBOT[i] * fields.VBOT[i]));
            if (deg is < 3 or > 4) continue;
            ring += fields.PSL[i];
            cells++;
        }
        return ring / cells - lowest >= 400 && wind >= 17.5;
    }
}
