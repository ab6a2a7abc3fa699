using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>One labelled storm of one step: a line of <c>labels_k.objects.jsonl</c>.</summary>
public sealed record StormObject
{
    /// <summary>The step, ISO 8601.</summary>
    public required string Time { get; init; }

    /// <summary>Its number among the storms of its step, from 1: with the time it names one line of the table.</summary>
    public int Number { get; init; }

    /// <summary>1 tropical cyclone, 2 atmospheric river (<see cref="SegmentationClass"/>).</summary>
    public required int Class { get; init; }

    /// <summary>Cells of the grid.</summary>
    public required int Cells { get; init; }

    /// <summary>Area on the sphere.</summary>
    public required double AreaKm2 { get; init; }

    /// <summary>Largest great-circle distance between the centres of two of its cells.</summary>
    public required double LengthKm { get; init; }

    /// <summary>Area over length.</summary>
    public required double WidthKm { get; init; }

    /// <summary>Area-weighted centroid on the sphere.</summary>
    public required double CentroidLatitudeDeg { get; init; }

    /// <summary>Area-weighted centroid on the sphere, in [0, 360).</summary>
    public required double CentroidLongitudeDeg { get; init; }

    /// <summary>Touches an open edge or a missing cell, so that part of it may not be seen.</summary>
    public required bool Truncated { get; init; }

    /// <summary>The number of its track, where the method knows tracks.</summary>
    public int? Track { get; init; }

    /// <summary>How long the track is.</summary>
    public double? TrackHours { get; init; }

    /// <summary>Centre, strength and radius of a cyclone that a detector found.</summary>
    public CycloneCandidate? Cyclone { get; init; }

    /// <summary>What a combination took from a river: the cells of a cyclone, or all of it (then <see cref="Class"/> is 0).</summary>
    public double? RemovedAreaKm2 { get; init; }

    /// <summary>Its step would bear the suffix <c>-ANOMALY</c> in the 2018 data set.</summary>
    public bool? Anomaly { get; init; }
}
