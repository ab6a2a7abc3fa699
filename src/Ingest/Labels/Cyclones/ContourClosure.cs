namespace Rossby.Ingest;

/// <summary>How a contour around an extremum ends.</summary>
internal enum ContourClosure
{
    /// <summary>Every path from the extremum meets the change within the radius.</summary>
    Closed,

    /// <summary>Some path leaves the radius first.</summary>
    Open,

    /// <summary>No seen path leaves the radius, but some leave the grid or meet a missing cell.</summary>
    Truncated,
}
