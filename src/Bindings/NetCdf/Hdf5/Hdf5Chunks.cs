using System.Buffers;
using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.NetCdf;

/// <summary>
/// Reads chunked arrays on any number of threads: libhdf5 says where a chunk lies; fetching it and undoing deflate, shuffle and Fletcher-32 is done here,
/// outside of the library's lock, with every length checked.
/// </summary>
internal sealed class Hdf5Chunks(StridedFile file)
{
    const int Deflate = 1, Shuffle = 2, Fletcher32 = 3, LargestChunkBytes = 1 << 30;

    /// <summary>Reads a slab as it is stored, byte order too; false where that is left to the library: other filters or types, chunks that were never written.</summary>
    /// <param name="variable">For messages.</param>
    /// <param name="data">The array.</param>
    /// <param name="start">First index on each axis.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <param name="destination">Receives the slab.</param>
    /// <exception cref="DataException">A chunk does not lie in the file, or is damaged.</exception>
    internal bool TryRead(NetCdfVariable variable, H5Dataset data, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination)
    {
        if (!IsKnown(variable, data)) return false;
        long[] shape = data.Layout.ChunkShape, corner = new long[shape.Length];
        int chunkBytes = (int)(Elements(shape) * data.ElementBytes);
        // What cannot be shortened grows a little (zlib: 5 bytes in 16 KiB, and a frame; a checksum).
        int most = chunkBytes + chunkBytes / 1024 + 64;
        byte[] held = ArrayPool<byte>.Shared.Rent(most), other = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            for (int axis = 0; axis < corner.Length; axis++) corner[axis] = start[axis] / shape[axis] * shape[axis];
            do
            {
                if (data.FindChunk(corner) is not { } chunk || IsAmbiguous(data, chunk, chunkBytes)) return false;
                string where = $"{variable.Where}: the chunk at [{string.Join(", ", corner)}]";
                if (chunk.Address < 0 || chunk.Bytes > most || chunk.Address > file.Length - chunk.Bytes)
                    throw new DataException($"{where} of {chunkBytes} bytes is said to lie at byte {chunk.Address}, {chunk.Bytes} bytes long, in a file of {file.Length} bytes: it is damaged or cut short");
                file.ReadRun(variable, held.AsSpan(0, (int)chunk.Bytes), chunk.Address);
                int length = Undo(data, chunk, ref held, ref other, where);
                if (length != chunkBytes) throw new DataException($"{where} holds {length} bytes, not {chunkBytes}: it is damaged");
                Copy(held, corner, shape, start, count, destination, data.ElementBytes);
            }
            while (Next(corner, shape, start, count));
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(held);
            ArrayPool<byte>.Shared.Return(other);
        }
    }

    static bool IsKnown(NetCdfVariable variable, H5Dataset data) =>
        data.Layout.Kind == H5LayoutKind.Chunked
        && data.Layout.Filters.All(f => f is Deflate or Shuffle or Fletcher32)
        && data.IsStandard && data.ElementType is not (H5ElementType.Float16 or H5ElementType.BFloat16)
        && data.ElementBytes == variable.ElementBytes
        && Elements(data.Layout.ChunkShape) <= (double)LargestChunkBytes / data.ElementBytes;

    static double Elements(long[] shape) => shape.Aggregate(1.0, (product, extent) => product * extent);

    // A file may leave chunks that reach over an edge unfiltered without saying so (H5Pset_chunk_opts).
    static bool IsAmbiguous(H5Dataset data, H5Chunk chunk, int chunkBytes)
    {
        if (chunk.Bytes != chunkBytes || data.Layout.Filters.Length == 0) return false;
        for (int axis = 0; axis < chunk.Start.Length; axis++)
            if (chunk.Start[axis] + data.Layout.ChunkShape[axis] > data.Shape[axis]) return true;
        return false;
    }

    // The filter that was applied last is undone first; `held` has the bytes before and after.
    static int Undo(H5Dataset data, H5Chunk chunk, ref byte[] held, ref byte[] other, string where)
    {
        int length = (int)chunk.Bytes;
        for (int k = data.Layout.Filters.Length - 1; k >= 0; k--)
        {
            if ((chunk.SkippedFilters >> k & 1) != 0) continue;
            switch (data.Layout.Filters[k])
            {
                case Fletcher32:
                    length = Hdf5Fletcher32.Check(held.AsSpan(0, length)) ?? throw new DataException($"{where} does not fit its checksum (Fletcher-32): it is damaged");
                    break;
                case Deflate:
                    length = Inflate(held, length, other, where);
                    (held, other) = (other, held);
                    break;
                case Shuffle:
                    ShuffledDeflate.Unshuffle(held.AsSpan(0, length), other, data.ElementBytes);
                    (held, other) = (other, held);
                    break;
            }
        }
        return length;
    }

    static int Inflate(byte[] stored, int length, byte[] plain, string where)
    {
        try
        {
            return ShuffledDeflate.Inflate(stored, length, plain);
        }
        catch (InvalidDataException e)
        {
            throw new DataException($"{where} cannot be inflated: {e.Message}", e);
        }
    }

    static void Copy(ReadOnlySpan<byte> chunk, long[] corner, long[] shape, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination, int elementBytes)
    {
        int rank = shape.Length;
        Span<long> first = stackalloc long[rank], extent = stackalloc long[rank], index = stackalloc long[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            first[axis] = Math.Max(corner[axis], start[axis]);
            extent[axis] = Math.Min(corner[axis] + shape[axis], start[axis] + count[axis]) - first[axis];
        }
        index.Clear();
        int run = (int)extent[^1] * elementBytes;
        for (int turned = 0; turned >= 0;)
        {
            long from = 0, to = 0;
            for (int axis = 0; axis < rank; axis++)
            {
                from = from * shape[axis] + first[axis] - corner[axis] + index[axis];
                to = to * count[axis] + first[axis] - start[axis] + index[axis];
            }
            chunk.Slice((int)(from * elementBytes), run).CopyTo(destination[(int)(to * elementBytes)..]);
            for (turned = rank - 2; turned >= 0 && ++index[turned] == extent[turned]; turned--) index[turned] = 0;
        }
    }

    // The next chunk that the slab touches, row-major.
    static bool Next(long[] corner, long[] shape, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        for (int axis = corner.Length - 1; axis >= 0; axis--)
        {
            corner[axis] += shape[axis];
            if (corner[axis] < start[axis] + count[axis]) return true;
            corner[axis] = start[axis] / shape[axis] * shape[axis];
        }
        return false;
    }
}
