namespace Rossby.Hdf5;

/// <summary>How a dataset's bytes lie in the file.</summary>
/// <param name="Kind">The storage layout.</param>
/// <param name="ChunkShape">Elements of one chunk along each axis; empty unless chunked.</param>
/// <param name="Filters">Filter numbers in the order of writing (1 deflate, 2 shuffle, 3 Fletcher-32, 32000 LZF, ...); empty unless chunked.</param>
public sealed record H5Layout(H5LayoutKind Kind, long[] ChunkShape, int[] Filters);
