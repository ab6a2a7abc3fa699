using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>All filaments of one kind: born slot by slot, carried east and poleward, growing and fading over 2 to 5 days.</summary>
sealed class FilamentPopulation(ulong seed, FilamentKind kind, double aliveAtATime, Climatology climatology, GridGeometry geometry)
{
    const double MeanLifeDays = 3.6, LongestLifeDays = 5;

    // Moisture of a saturated column at which the drawn moisture holds.
    const double ReferenceColumn = 27;

    // Least transport on the spine of a river, kg m-1 s-1: above the 250 that labels a cell, so that there are such cells on coarse grids too.
    const double LeastPeakTransport = 1.15 * FilamentState.RiverTransport;

    readonly double firstTurn = new CounterRandom(seed, kind.Stream, -1, -1).Uniform();
    readonly SystemSlots slots = new(aliveAtATime, MeanLifeDays, LongestLifeDays);

    /// <summary>Puts the filaments alive at a time, and the lows that come with rivers, into lists.</summary>
    internal void At(double days, List<FilamentState> filaments, List<LowState> lows)
    {
        var (first, last) = slots.Alive(days);
        for (long slot = first; slot <= last; slot++)
        {
            var random = new CounterRandom(seed, kind.Stream, slot);
            double birth = slots.BirthDays(slot, random), life = random.Normal(MeanLifeDays, 0.8, 2, LongestLifeDays), age = days - birth;
            if (age > 0 && age < life) Draw(slot, random, birth, life, age, filaments, lows);
        }
    }

    void Draw(long slot, CounterRandom random, double birth, double life, double age, List<FilamentState> filaments, List<LowState> lows)
    {
        // Hemispheres take turns, and golden-ratio steps in longitude keep those that live together apart.
        double sign = slot % 2 == 0 ? 1 : -1, winter = -sign * Climatology.Season(birth);
        double latitude = random.Normal(38 - 3 * winter, 5, 27, 50), longitude = 0, turns = firstTurn + (slot >> 1) * 0.6180339887498949;
        for (int k = 0; k < 5; k++)
        {
            longitude = Sphere.WrapLongitude(360 * (turns - Math.Floor(turns)) + random.Uniform(-22, 22));
            if (Continents.LandFraction(sign * latitude, longitude) < 0.4) break;
        }
        double heading = random.Normal(32, 10, 8, 58), length = random.LogNormal(4300, 0.26, 2400, 7000), width = random.Uniform(230, 380);
        double bow = random.Normal(-0.07, 0.08, -0.2, 0.1) * length, wave = random.Normal(0, 0.06, -0.12, 0.12) * length;
        double jet = random.Uniform(kind.JetLow, kind.JetHigh), moisture = random.Uniform(kind.MoistureLow, kind.MoistureHigh);
        double east = random.Normal(8, 2.5, 2, 14), poleward = random.Normal(1.2, 1, -1, 3.5), turn = random.Normal(2, 3, -4, 8);

        double since = 86.4 * (age - life / 2), strength = Math.Sin(Math.PI * age / life);
        var middle = new GeoPoint(sign * latitude, longitude);
        var centre = middle.Moved(east * since, sign * poleward * since);
        double column = MoistAir.ColumnPerHumidityKgPerSquareMetre * MoistAir.SaturationHumidity(MeanTemperature(middle, birth), 100_000);
        double growth = 0.6 + 0.4 * age / life;
        var filament = new FilamentState
        {
            Id = slot,
            Kind = kind,
            Centre = centre,
            HeadingDeg = sign * (heading + turn * (age - life / 2)),
            LengthKm = length * (0.8 + 0.2 * strength),
            WidthKm = width,
            BowKm = sign * bow * growth,
            WaveKm = sign * wave * growth,
            Moisture = moisture * Math.Pow(strength, 0.15) * Math.Clamp(column / ReferenceColumn, 0.75, 1.15),
            Jet = jet * Math.Pow(strength, 0.2),
        };

        // A river that is none by its own transport would still be one to the eye, for its jet carries the vapour around it too: neither storm nor negative.
        if (!kind.IsRiver || filament.PeakTransport >= LeastPeakTransport) filaments.Add(filament);

        // Two rivers in three run along the warm side of a low: on its equatorward and eastern flank.
        if (!kind.IsRiver || random.Uniform() > 0.67) return;
        double along = 0.22 * length, left = 1.7 * width + random.Uniform(250, 450), angle = heading * Math.PI / 180;
        var lowCentre = centre.Moved(along * Math.Cos(angle) - left * Math.Sin(angle), sign * (along * Math.Sin(angle) + left * Math.Cos(angle)));
        lows.Add(new LowState(lowCentre, 100 * random.Uniform(14, 34) * Math.Pow(strength, 0.8), random.Uniform(450, 700)));
    }

    // The climate of the nearest cell, without weather.
    double MeanTemperature(GeoPoint place, double days)
    {
        int row = (int)Math.Round((place.LatitudeDeg + 90) / geometry.Grid.LatitudeSpacingDeg);
        int column = (int)(place.LongitudeDeg / geometry.Grid.LongitudeSpacingDeg) % geometry.Width;
        return climatology.T1000(Math.Clamp(row, 0, geometry.Height - 1) * geometry.Width + column, Climatology.Season(days), Climatology.Season(days, lagDays: 30));
    }
}
