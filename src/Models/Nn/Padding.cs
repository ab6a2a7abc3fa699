namespace Rossby.Models;

/// <summary>What a layer sees beyond the edge of its map.</summary>
public enum Padding
{
    /// <summary>Zeros, as the predecessors.</summary>
    Zero,

    /// <summary>A global grid: periodic in longitude, the edge repeated in latitude. A roll by a multiple of the stride rolls the output.</summary>
    Longitude,

    /// <summary>A regional grid: the edge repeated on all sides.</summary>
    Replicate,

    /// <summary>Convolutions and pools periodic in both directions, as ClimateNet; interpolation repeats the edge.</summary>
    Torus,
}
