namespace Rossby.Ingest;

/// <summary>A planted vortex at a moment.</summary>
sealed record CycloneState
{
    /// <summary>The least lowest-level wind of a tropical cyclone, m s-1; weaker is a depression, planted but not labelled.</summary>
    internal const double CycloneWind = 17;

    /// <summary>Lowest-level wind over gradient wind (Franklin, Black and Valde 2003: 0.75 to 0.9 of the wind above the boundary layer).</summary>
    internal const double SurfaceFactor = 0.85;

    /// <summary>Inflow angle near the surface (Zhang and Uhlhorn 2012: 22.6 degrees).</summary>
    internal const double InflowDeg = 22.6;

    /// <summary>The speed that bounds the mask: r8.</summary>
    internal const double EdgeWind = 8;

    /// <summary>One number for the whole life: year x 1000 + running number.</summary>
    internal required long Id { get; init; }

    internal required GeoPoint Centre { get; init; }

    /// <summary>Lowest-level maximum wind, m s-1.</summary>
    internal required double MaximumWind { get; init; }

    internal required double RadiusOfMaximumWindKm { get; init; }

    /// <summary>Motion of the centre, m s-1.</summary>
    internal required double EastwardMotion { get; init; }

    /// <summary>Motion of the centre, m s-1.</summary>
    internal required double NorthwardMotion { get; init; }

    internal required VortexProfile Profile { get; init; }

    /// <summary>+1 in the north, where cyclones turn counterclockwise, -1 in the south.</summary>
    internal double Hemisphere => Centre.LatitudeDeg >= 0 ? 1 : -1;

    /// <summary>Outermost radius where the lowest-level cyclonic tangential wind exceeds 8 m s-1, km.</summary>
    internal double R8Km => Profile.OutermostKm(EdgeWind / TangentialFactor);

    /// <summary>Whether it is labelled.</summary>
    internal bool IsCyclone => MaximumWind >= CycloneWind;

    /// <summary>Lowest-level tangential wind over gradient wind.</summary>
    internal static double TangentialFactor => SurfaceFactor * Math.Cos(InflowDeg * Math.PI / 180);
}
