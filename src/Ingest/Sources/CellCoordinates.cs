using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>Where the cells of an unstructured grid lie.</summary>
/// <param name="Dimension">Along which they run.</param>
/// <param name="Latitude">Of each cell.</param>
/// <param name="Longitude">Of each cell.</param>
internal sealed record CellCoordinates(NetCdfDimension Dimension, NetCdfVariable Latitude, NetCdfVariable Longitude)
{
    /// <summary>How many cells there are.</summary>
    internal long Length => Dimension.Length;
}
