namespace Rossby.Ingest;

/// <summary>Cold-core lows of both storm tracks: deeper in winter, moving east and poleward for some days.</summary>
sealed class LowPopulation(ulong seed)
{
    const double MeanLifeDays = 4.5, LongestLifeDays = 7, AliveAtATime = 17;

    readonly SystemSlots slots = new(AliveAtATime, MeanLifeDays, LongestLifeDays);

    internal void At(double days, List<LowState> lows)
    {
        var (first, last) = slots.Alive(days);
        for (long slot = first; slot <= last; slot++)
        {
            var random = new CounterRandom(seed, SyntheticStream.Low, slot);
            double birth = slots.BirthDays(slot, random), life = random.Normal(MeanLifeDays, 1, 2.5, LongestLifeDays), age = days - birth;
            if (age <= 0 || age >= life) continue;
            double sign = random.Uniform() < 0.45 ? 1 : -1, winter = -sign * Climatology.Season(birth);
            double latitude = sign > 0 ? random.Normal(52 - 3 * winter, 7, 34, 68) : random.Normal(57, 6, 38, 68);
            double longitude = random.Uniform(0, 360), east = random.Normal(11, 3, 3, 18), poleward = random.Normal(2, 1.2, -1, 5);
            double depth = random.LogNormal(sign > 0 ? 20 : 23, 0.42, 6, 50) * (1 + (sign > 0 ? 0.25 : 0.08) * winter);
            double radius = random.Normal(600, 120, 380, 950), since = 86.4 * (age - life / 2);
            var centre = new GeoPoint(sign * latitude, longitude).Moved(east * since, sign * poleward * since);
            lows.Add(new LowState(centre, 100 * depth * Math.Pow(Math.Sin(Math.PI * age / life), 0.8), radius));
        }
    }
}
