namespace Rossby.NetCdf;

/// <summary>How a netCDF-4 variable is stored; a classic file has no choice.</summary>
/// <param name="ChunkShape">Extent of a chunk on each axis; null for contiguous storage, or libnetcdf's own choice where a dimension is unlimited or data are deflated.</param>
/// <param name="DeflateLevel">0 (none) to 9.</param>
/// <param name="Shuffle">Whether bytes of equal significance are put side by side before deflating.</param>
/// <param name="Fill">Whether what is never written holds the fill value. Off is faster where all is written.</param>
public sealed record NetCdfStorage(long[]? ChunkShape = null, int DeflateLevel = 0, bool Shuffle = true, bool Fill = true);
