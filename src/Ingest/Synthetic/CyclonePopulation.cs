namespace Rossby.Ingest;

/// <summary>All vortices of a period, drawn year by year from the seed: cyclones, and depressions that never become one.</summary>
sealed class CyclonePopulation
{
    // Nothing lives longer.
    const double LongestDays = 14.5;

    // Depressions that do not develop, per cyclone.
    const double DepressionsPerCyclone = 0.35;

    // Vortices nearer than some 1,400 km turn about each other and in the end merge (Brand 1970); independent tracks cannot, so they keep apart.
    const double NearestKm = 1000;

    const int MostTries = 60;

    readonly CycloneTrack[] byBirth;

    internal CyclonePopulation(ulong seed, double cyclonesPerYear, double lastDay)
    {
        var tracks = new List<CycloneTrack>();
        for (int year = -1; year <= (int)(lastDay / 365); year++)
        {
            var random = new CounterRandom(seed, SyntheticStream.CycloneYear, year);
            int cyclones = (int)Math.Round(cyclonesPerYear * (1 + 0.08 * random.Normal(0, 1, -2, 2)));
            int depressions = (int)Math.Round(cyclonesPerYear * DepressionsPerCyclone);
            double offset = random.Uniform();
            for (int i = 0; i < cyclones; i++) tracks.Add(Draw(seed, year, i, developing: true, offset, tracks));
            for (int i = 0; i < depressions; i++) tracks.Add(Draw(seed, year, i, developing: false, offset, tracks));
        }
        byBirth = [.. tracks.OrderBy(t => t.BirthDays)];
    }

    /// <summary>All tracks in order of birth.</summary>
    internal IReadOnlyList<CycloneTrack> Tracks => byBirth;

    /// <summary>Puts the vortices alive at a time into a list.</summary>
    internal void At(double days, List<CycloneState> states)
    {
        states.Clear();
        for (int i = FirstBornAfter(days - LongestDays); i < byBirth.Length && byBirth[i].BirthDays <= days; i++)
            if (byBirth[i].EndDays > days) states.Add(byBirth[i].At(days));
    }

    // Golden-ratio steps through the basins give each its share in every year, not only on average.
    static CycloneTrack Draw(ulong seed, int year, int number, bool developing, double offset, List<CycloneTrack> others)
    {
        var random = new CounterRandom(seed, developing ? SyntheticStream.Cyclone : SyntheticStream.Depression, year, number);
        var basin = Basin((offset + number * 0.6180339887498949) % 1);
        double birth = 365.0 * year + DayOfYear(random, basin.Hemisphere);
        CycloneTrack track;
        int tries = 0;
        do
        {
            var place = Genesis(random, basin);
            double peak = developing ? PeakWind(random) : random.Uniform(11, 16);
            double life = developing ? random.Normal(9.3 + 0.09 * (peak - 18), 1.5, 4, 14) : random.Uniform(3, 6);
            track = new CycloneTrack(year * 1000L + (developing ? 0 : 500) + number, random, birth, place, peak, life);
        }
        while (((developing && track.CycloneDays < 1.5) || others.Exists(o => track.Meets(o, NearestKm))) && ++tries < MostTries);
        return track;
    }

    static CycloneBasin Basin(double u)
    {
        double total = CycloneBasin.All.Sum(b => b.Share), sum = 0;
        foreach (var basin in CycloneBasin.All)
        {
            sum += basin.Share / total;
            if (u < sum) return basin;
        }
        return CycloneBasin.All[^1];
    }

    static GeoPoint Genesis(CounterRandom random, CycloneBasin basin)
    {
        GeoPoint place = default;
        for (int k = 0; k < 30; k++)
        {
            double latitude = basin.Hemisphere * random.Normal(basin.LatitudeDeg, basin.SpreadDeg, 5.5, 30);
            place = new(latitude, random.Uniform(basin.WestDeg, basin.EastDeg) % 360);
            if (Continents.LandFraction(place.LatitudeDeg, place.LongitudeDeg) < 0.2) break;
        }
        return place;
    }

    // Northern storms peak in September with some all year, southern ones in February: rejection from the seasonal density.
    static double DayOfYear(CounterRandom random, int hemisphere)
    {
        double peak = hemisphere > 0 ? 254 : 46, floor = hemisphere > 0 ? 0.07 : 0.03;
        while (true)
        {
            double day = random.Uniform(0, 365), away = Math.IEEERemainder(day - peak, 365) / 40;
            if (random.Uniform() < floor + (1 - floor) * Math.Exp(-0.5 * away * away)) return day;
        }
    }

    // Emanuel (2000): lifetime maxima are uniform up to hurricane force, and uniform from there to the potential intensity.
    static double PeakWind(CounterRandom random) => random.Uniform() < 0.45 ? random.Uniform(19, 33) : random.Uniform(33, 62);

    int FirstBornAfter(double days)
    {
        int low = 0, high = byBirth.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (byBirth[middle].BirthDays < days) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
