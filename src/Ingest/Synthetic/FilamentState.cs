namespace Rossby.Ingest;

/// <summary>
/// A filament at a moment: a curved spine, a band of moisture along it and a low-level jet along it. With enough of both it is an atmospheric river;
/// moisture without wind, or wind without moisture, are the negatives that look like one.
/// </summary>
sealed record FilamentState
{
    /// <summary>The transport that makes a cell part of a river, kg m-1 s-1 (SCIENCE, Synthetic weather).</summary>
    internal const double RiverTransport = 250;

    /// <summary>Vapour transport over TMQ x wind at 850 hPa: the wind that carries the vapour is a little weaker than that at 850 hPa.</summary>
    internal const double TransportPerProxy = 0.9;

    internal required long Id { get; init; }

    internal required FilamentKind Kind { get; init; }

    internal bool IsRiver => Kind.IsRiver;

    /// <summary>Middle of the spine.</summary>
    internal required GeoPoint Centre { get; init; }

    /// <summary>Direction of the spine at its middle: degrees from east towards north.</summary>
    internal required double HeadingDeg { get; init; }

    internal required double LengthKm { get; init; }

    /// <summary>Standard deviation of the moisture across the spine.</summary>
    internal required double WidthKm { get; init; }

    /// <summary>Displacement of both ends to the left of a straight spine, km.</summary>
    internal required double BowKm { get; init; }

    /// <summary>Amplitude of an S along the spine, km.</summary>
    internal required double WaveKm { get; init; }

    /// <summary>Moisture on the spine's middle now, kg m-2.</summary>
    internal required double Moisture { get; init; }

    /// <summary>Jet at 850 hPa on the spine's middle now, m s-1.</summary>
    internal required double Jet { get; init; }

    /// <summary>Its own transport on the spine's middle now, kg m-1 s-1.</summary>
    internal double PeakTransport => Moisture * Jet * TransportPerProxy;
}
