namespace Rossby.Hdf5;

/// <summary>One stored chunk: read its bytes with <c>pread</c> and undo the filters oneself, in parallel.</summary>
/// <param name="Start">First element along each axis.</param>
/// <param name="Address">Byte offset in the file.</param>
/// <param name="Bytes">Stored length.</param>
/// <param name="SkippedFilters">Bit k set: filter k of the pipeline was not applied to this chunk.</param>
public sealed record H5Chunk(long[] Start, long Address, long Bytes, uint SkippedFilters);
