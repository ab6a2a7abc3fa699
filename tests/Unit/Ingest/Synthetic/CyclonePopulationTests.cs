using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Unit.Ingest;

/// <summary>What SCIENCE says of the planted cyclones, over years and seeds.</summary>
public class CyclonePopulationTests
{
    const int Years = 4;

    static readonly CycloneTrack[][] seeds = [.. Enumerable.Range(1, 5).Select(seed =>
        new CyclonePopulation((ulong)seed, new SyntheticSourceConfig().CyclonesPerYear, 365 * Years - 1).Tracks.Where(t => t.PeakWind >= 17).ToArray())];

    [Fact]
    public void Seventy_to_a_hundred_and_ten_form_in_every_year() => Assert.All(seeds, tracks =>
    {
        for (int year = 0; year < Years; year++) Assert.InRange(tracks.Count(t => Math.Floor(t.BirthDays / 365) == year), 70, 110);
    });

    [Fact]
    public void All_form_5_to_35_degrees_from_the_equator() =>
        Assert.All(seeds, tracks => Assert.All(tracks, t => Assert.InRange(Math.Abs(t.Birth.LatitudeDeg), 5, 35)));

    [Theory]
    [InlineData(1, 213, 304)] // August to October
    [InlineData(-1, 0, 90)] // January to March
    public void Each_hemisphere_has_its_season(int hemisphere, int firstDay, int lastDay)
    {
        var days = seeds.SelectMany(t => t).Where(t => t.Birth.LatitudeDeg * hemisphere > 0).Select(t => (t.BirthDays % 365 + 365) % 365).ToArray();
        double inSeason = days.Count(d => d >= firstDay && d < lastDay) / (double)days.Length;
        Assert.True(inSeason > 0.5, $"{inSeason:P0} in a quarter of the year");
        Assert.True(days.Count(d => Math.Abs(Math.IEEERemainder(d - (firstDay + lastDay) / 2.0, 365)) > 130) < 0.2 * days.Length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(180)]
    public void Some_cross_the_meridian_in_every_few_years(double meridian) => Assert.All(seeds, tracks => Assert.Contains(tracks, t =>
    {
        double previous = Away(t.BirthDays);
        for (double day = t.BirthDays; day < t.EndDays; day += 0.25)
        {
            double now = Away(day);
            if (previous * now < 0 && Math.Abs(now) < 20) return true;
            previous = now;
        }
        return false;

        double Away(double day) => Sphere.WrapLongitude(t.At(day).Centre.LongitudeDeg - meridian, -180);
    }));

    [Fact]
    public void Sizes_and_strengths_stay_within_what_is_observed() => Assert.All(seeds[0], track =>
    {
        Assert.InRange(track.EndDays - track.BirthDays, 1.5, 14.1);
        for (double day = track.BirthDays; day < track.EndDays; day += 1)
        {
            var state = track.At(day);
            Assert.InRange(state.MaximumWind, 0, 65);
            Assert.InRange(state.Profile.CentralAnomalyPa, -13_000, 0);
            if (state.IsCyclone) Assert.InRange(state.R8Km / (Sphere.EarthRadiusKm * Sphere.RadiansPerDegree), 1, 8);
        }
    });

    [Fact]
    public void They_drift_west_in_the_tropics_and_recurve_to_the_east() => Assert.All(seeds, tracks =>
    {
        var motions = tracks.SelectMany(t => Enumerable.Range(0, (int)(t.EndDays - t.BirthDays)).Select(d => t.At(t.BirthDays + d))).ToArray();
        Assert.True(motions.Where(s => Math.Abs(s.Centre.LatitudeDeg) < 18).Average(s => s.EastwardMotion) < -3);
        Assert.True(motions.Where(s => Math.Abs(s.Centre.LatitudeDeg) > 33).Average(s => s.EastwardMotion) > 3);
        Assert.True(motions.Average(s => s.NorthwardMotion * s.Hemisphere) > 1);
    });

    [Fact]
    public void A_storm_moves_without_jumps() => Assert.All(seeds[0].Take(40), track =>
    {
        for (double day = track.BirthDays; day + 0.05 < track.EndDays; day += 0.05)
        {
            var (a, b) = (track.At(day).Centre, track.At(day + 0.05).Centre);
            // 25 m/s for 0.05 days is 108 km.
            Assert.True(Sphere.DistanceKm(a.LatitudeDeg, a.LongitudeDeg, b.LatitudeDeg, b.LongitudeDeg) < 108);
        }
    });

    [Fact]
    public void Vortices_keep_apart_as_they_would_merge_otherwise()
    {
        var tracks = new CyclonePopulation(5, 90, 5 * 365).Tracks;
        for (int a = 0; a < tracks.Count; a++)
            for (int b = a + 1; b < tracks.Count && tracks[b].BirthDays < tracks[a].EndDays; b++) Assert.False(tracks[a].Meets(tracks[b], 1000), $"{a} and {b}");
    }
}
