using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// A sample cut into blocks of whole rows, all channels together, each small enough to stay in a core's own cache while it is decoded, counted and turned.
/// It follows from the shape alone: sums over blocks do not depend on who makes them.
/// </summary>
/// <param name="Height">Rows of a sample.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Channels.</param>
internal sealed record RowBlocks(int Height, int Width, int Channels)
{
    const int BlockBytes = 256 << 10;

    /// <summary>Rows of a block; the last one may have fewer.</summary>
    internal int Rows { get; } = Math.Clamp(BlockBytes / (Channels * Width * sizeof(float)), 1, Height);

    /// <summary>Blocks of a sample.</summary>
    internal int Count => (Height + Rows - 1) / Rows;

    /// <summary>Values of the largest block.</summary>
    internal int BlockValues => Rows * Width * Channels;

    /// <summary>
    /// Blocks that are read together, a power of two: a call into the kernel costs as much as copying several KiB, so that some 50 KiB of each
    /// channel are read at once. Sums go by blocks all the same.
    /// </summary>
    internal int BlocksOfRun => BlockValues * sizeof(float) <= BlockBytes ? 4 : 1;

    /// <summary>Values of the largest run of blocks.</summary>
    internal int RunValues => Math.Min(BlocksOfRun * Rows, Height) * Width * Channels;

    /// <summary>The rows of a block.</summary>
    internal (int First, int Count) RowsOf(int block) => (block * Rows, Math.Min(Rows, Height - block * Rows));

    internal static RowBlocks Of(LatLonGrid grid, int channels) => new(grid.Height, grid.Width, channels);
}
