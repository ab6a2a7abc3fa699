namespace Rossby.Ingest;

/// <summary>What several variables of a file share, read once.</summary>
internal sealed class FileCoordinates
{
    /// <summary>Grids along axes, by the names of latitude and longitude.</summary>
    internal Dictionary<(string Latitude, string Longitude), SourceGrid> Grids { get; } = [];

    /// <summary>Grids with coordinates for every cell, by the same names.</summary>
    internal Dictionary<(string Latitude, string Longitude), PlaneGrid> Planes { get; } = [];

    /// <summary>Time axes, by name and whether they are those of a mean.</summary>
    internal Dictionary<(string Name, bool IsMean), TimeAxis> Times { get; } = [];
}
