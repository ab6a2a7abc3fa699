namespace Rossby.Ingest;

/// <summary>How a method stitches candidates, and what it keeps.</summary>
internal sealed record TrackCriteria
{
    /// <summary>The longest time that the method asks of a track, hours: fewer steps in a row are snapshots.</summary>
    internal required double Hours { get; init; }

    /// <summary>Longest time for which a track's steps have no candidate, hours.</summary>
    internal required double MaximumGapHours { get; init; }

    /// <summary>Farthest move in degrees in some hours.</summary>
    internal required Func<double, double> RangeDeg { get; init; }

    /// <summary>Whether a track is a tropical cyclone, from its candidates, the hours that each stands for, and the hours from its first to the end of its last.</summary>
    internal required Func<IReadOnlyList<CycloneCandidate>, double, double, bool> IsCyclone { get; init; }

    /// <summary>Whether a candidate of a snapshot is labelled.</summary>
    internal Predicate<CycloneCandidate> StandsAlone { get; init; } = _ => true;
}
