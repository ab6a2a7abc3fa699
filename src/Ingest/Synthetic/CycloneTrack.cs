using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The life of one vortex: its place and strength every three hours from genesis to the end.</summary>
sealed class CycloneTrack
{
    /// <summary>Days between points.</summary>
    internal const double IntervalDays = 0.125;

    readonly List<(GeoPoint Centre, double MaximumWind, double East, double North)> points = [];
    readonly long id;
    readonly double sizeKm, radiusFactor;

    /// <summary>
    /// Steering: westward in the trades, poleward (beta drift), recurving in the westerlies. Strength: grows and decays over its life,
    /// decays over land (Kaplan and DeMaria 1995: 0.095 an hour) and over cold water.
    /// </summary>
    internal CycloneTrack(long id, CounterRandom random, double birthDays, GeoPoint birth, double peakWind, double lifeDays)
    {
        this.id = id;
        BirthDays = birthDays;
        // r8: lognormal, as r12 is (median 197 km, Chavas and Emanuel 2010), and farther out.
        sizeKm = random.LogNormal(620, 0.28, 300, 880);
        radiusFactor = random.LogNormal(1.35, 0.25, 0.8, 2.2);
        double east = 0, north = 0, survival = 1, weak = Math.Min(13, 0.85 * peakWind);
        double westward = random.Normal(0, 1, -2, 2), poleward = random.Normal(0, 0.5, -0.8, 1);
        var place = birth;
        double sign = birth.LatitudeDeg >= 0 ? 1 : -1;
        for (double age = 0; age <= lifeDays; age += IntervalDays)
        {
            double s = age / lifeDays, rise = s < 0.45 ? Math.Sin(Math.PI / 2 * s / 0.45) : Math.Cos(Math.PI / 2 * (s - 0.45) / 0.55);
            double latitude = Math.Abs(place.LatitudeDeg), land = Continents.LandFraction(place.LatitudeDeg, place.LongitudeDeg);
            survival *= Math.Exp(-3 * (0.095 * 0.7 * land + 0.012 * Math.Clamp((latitude - 30) / 8, 0, 2)));
            survival += (1 - survival) * 0.03 * (1 - land) * (latitude < 28 ? 1 : 0);
            double wind = (weak + (peakWind - weak) * rise) * survival;
            double u = -5 + westward + 17 * Smooth((latitude - 16) / 26) + east, v = sign * (1 + poleward + 3.5 * Smooth((latitude - 12) / 23)) + north;
            points.Add((place, wind, u, v));
            if (latitude > 52 || (wind < 9 && s > 0.2)) break;
            (east, north) = (0.92 * east + 0.45 * random.Normal(), 0.92 * north + 0.35 * random.Normal());
            place = place.Moved(u * 86.4 * IntervalDays, v * 86.4 * IntervalDays);
            if (place.LatitudeDeg * sign < 4) place = place with { LatitudeDeg = 4 * sign };
        }
    }

    internal double BirthDays { get; }

    internal double EndDays => BirthDays + (points.Count - 1) * IntervalDays;

    internal double PeakWind => points.Max(p => p.MaximumWind);

    /// <summary>Days during which it is a tropical cyclone.</summary>
    internal double CycloneDays => points.Count(p => p.MaximumWind >= CycloneState.CycloneWind) * IntervalDays;

    /// <summary>Genesis.</summary>
    internal GeoPoint Birth => points[0].Centre;

    /// <summary>Where the vortex is at a time within its life.</summary>
    internal GeoPoint CentreAt(double days)
    {
        var (i, t) = Place(days);
        double hours = t * IntervalDays * 86.4;
        return points[i].Centre.Moved(points[i].East * hours, points[i].North * hours);
    }

    /// <summary>Whether it comes nearer to another vortex than a distance while both live.</summary>
    internal bool Meets(CycloneTrack other, double nearestKm)
    {
        for (double days = Math.Max(BirthDays, other.BirthDays); days <= Math.Min(EndDays, other.EndDays); days += IntervalDays)
        {
            GeoPoint here = CentreAt(days), there = other.CentreAt(days);
            if (Sphere.DistanceKm(here.LatitudeDeg, here.LongitudeDeg, there.LatitudeDeg, there.LongitudeDeg) < nearestKm) return true;
        }
        return false;
    }

    /// <summary>The vortex at a time within its life.</summary>
    internal CycloneState At(double days)
    {
        var (i, t) = Place(days);
        var (from, to) = (points[i], points[i + 1]);
        var centre = CentreAt(days);
        double wind = from.MaximumWind + t * (to.MaximumWind - from.MaximumWind), latitude = Math.Abs(centre.LatitudeDeg);
        double gradientWind = wind / CycloneState.SurfaceFactor, coriolis = MoistAir.CoriolisPerSecond(Math.Sin(latitude * Math.PI / 180));

        // Willoughby, Darling and Rahn (2006), eq. 7a.
        double radius = radiusFactor * 46.4 * Math.Exp(-0.0155 * gradientWind + 0.0169 * latitude);
        double edge = CycloneState.EdgeWind / CycloneState.TangentialFactor, shape = Shape(gradientWind, radius, coriolis, edge);
        double reach = edge >= gradientWind ? 2 * radius : EdgeKm(gradientWind, radius, shape, coriolis, edge);
        return new CycloneState
        {
            Id = id,
            Centre = centre,
            MaximumWind = wind,
            RadiusOfMaximumWindKm = radius,
            EastwardMotion = from.East,
            NorthwardMotion = from.North,
            Profile = new VortexProfile(gradientWind, radius, shape, coriolis, 1.1 * reach),
        };
    }

    // The point at or before a time, and the share of the interval since.
    (int Index, double Share) Place(double days)
    {
        double x = Math.Clamp((days - BirthDays) / IntervalDays, 0, points.Count - 1);
        int i = Math.Min((int)x, points.Count - 2);
        return (i, x - i);
    }

    static double Smooth(double x) => Math.Clamp(x, 0, 1) is var t ? t * t * (3 - 2 * t) : 0;

    // Holland's B that puts the edge of the mask at the storm's own size, within what is observed (Holland 1980: 1 to 2.5; peaked where strong).
    double Shape(double gradientWind, double radiusKm, double coriolis, double edge)
    {
        double low = 0.66 + 0.0135 * Math.Clamp(gradientWind - 20, 0, 60), high = 2.3;
        for (int k = 0; k < 24; k++)
        {
            double middle = 0.5 * (low + high);
            if (VortexProfile.Holland(Math.Max(sizeKm, 1.2 * radiusKm), gradientWind, radiusKm, middle, coriolis) > edge) low = middle;
            else high = middle;
        }
        return 0.5 * (low + high);
    }

    static double EdgeKm(double gradientWind, double radiusKm, double shape, double coriolis, double edge)
    {
        double low = radiusKm, high = 890;
        for (int k = 0; k < 24; k++)
        {
            double middle = 0.5 * (low + high);
            if (VortexProfile.Holland(middle, gradientWind, radiusKm, shape, coriolis) > edge) low = middle;
            else high = middle;
        }
        return low;
    }
}
