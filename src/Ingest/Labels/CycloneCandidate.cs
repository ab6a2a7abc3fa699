namespace Rossby.Ingest;

/// <summary>A point that may be a tropical cyclone in one step, before tracks are known. Written as JSON between the passes of an ingest.</summary>
public sealed record CycloneCandidate
{
    /// <summary>The pressure minimum.</summary>
    public required double LatitudeDeg { get; init; }

    /// <summary>The pressure minimum, in the grid's own longitudes.</summary>
    public required double LongitudeDeg { get; init; }
}
