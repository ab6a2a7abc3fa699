using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>Reads slabs of arrays that lie in a file at regular strides, by <c>pread</c>: any number of threads, no native library.</summary>
internal sealed class StridedFile(SafeFileHandle file) : IDisposable
{
    // Shorter runs are picked out of one larger read, as long as they lie closer than a page.
    const int ShortRun = 2048, NearStride = 4096, BlockBytes = 1 << 18;

    /// <summary>Bytes that the file has now.</summary>
    internal long Length => RandomAccess.GetLength(file);

    /// <summary>The handle, for reading a header.</summary>
    internal SafeFileHandle Handle => file;

    /// <summary>Opens a file.</summary>
    internal static StridedFile Open(string path) => new(File.OpenHandle(path));

    /// <summary>Reads a slab as it is stored, byte order too.</summary>
    /// <param name="variable">For its shape and for messages.</param>
    /// <param name="begin">Byte offset of the array.</param>
    /// <param name="firstStride">Bytes from one index of the first axis to the next, where other arrays lie between; null when nothing does.</param>
    /// <param name="start">First index on each axis.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <param name="destination">Receives the slab.</param>
    /// <exception cref="DataException">The file ends before the slab does.</exception>
    internal void Read(NetCdfVariable variable, long begin, long? firstStride, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination)
    {
        int rank = count.Length, element = variable.ElementBytes;
        Span<long> strides = stackalloc long[rank];
        long bytes = element;
        for (int axis = rank - 1; axis >= 0; axis--)
        {
            strides[axis] = axis == 0 && firstStride is { } apart ? apart : bytes;
            bytes *= variable.Shape[axis];
        }

        // The axes from `inner` on are one run of bytes.
        int inner = rank;
        long run = element;
        while (inner > 0 && strides[inner - 1] == run)
        {
            inner--;
            run *= count[inner];
            if (count[inner] != variable.Shape[inner]) break;
        }

        long offset = begin;
        for (int axis = 0; axis < rank; axis++) offset += start[axis] * strides[axis];
        bool gather = inner > 0 && run < ShortRun && strides[inner - 1] <= NearStride;
        int outer = gather ? inner - 1 : inner;
        long step = gather ? run * count[inner - 1] : run;
        Span<long> index = stackalloc long[outer];
        index.Clear();
        for (long at = 0; at < destination.Length; at += step)
        {
            var part = destination.Slice((int)at, (int)step);
            if (gather) Gather(variable, part, offset, (int)run, (int)strides[outer]);
            else ReadRun(variable, part, offset);
            for (int axis = outer - 1; axis >= 0; axis--)
            {
                offset += strides[axis];
                if (++index[axis] < count[axis]) break;
                offset -= strides[axis] * count[axis];
                index[axis] = 0;
            }
        }
    }

    /// <summary>Closes it.</summary>
    public void Dispose() => file.Dispose();

    // One channel of an array with the channels last: every 16th value.
    void Gather(NetCdfVariable variable, Span<byte> runs, long offset, int run, int stride)
    {
        int perBlock = Math.Max(1, (BlockBytes - run) / stride + 1);
        byte[] buffer = System.Buffers.ArrayPool<byte>.Shared.Rent((perBlock - 1) * stride + run);
        try
        {
            while (runs.Length > 0)
            {
                int here = Math.Min(perBlock, runs.Length / run);
                var block = buffer.AsSpan(0, (here - 1) * stride + run);
                ReadRun(variable, block, offset);
                if (run == 4)
                {
                    for (int i = 0; i < here; i++) System.Runtime.CompilerServices.Unsafe.WriteUnaligned(ref runs[4 * i], System.Runtime.CompilerServices.Unsafe.ReadUnaligned<int>(ref block[i * stride]));
                }
                else
                {
                    for (int i = 0; i < here; i++) block.Slice(i * stride, run).CopyTo(runs[(i * run)..]);
                }
                runs = runs[(here * run)..];
                offset += (long)here * stride;
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads one run of bytes.</summary>
    /// <exception cref="DataException">The file ends before it does.</exception>
    internal void ReadRun(NetCdfVariable variable, Span<byte> run, long offset)
    {
        try
        {
            while (run.Length > 0)
            {
                int read = RandomAccess.Read(file, run, offset);
                if (read == 0) throw new DataException($"{variable.Where}: the file ends at byte {offset}: it was cut short while open");
                run = run[read..];
                offset += read;
            }
        }
        catch (IOException e)
        {
            throw new DataException($"{variable.Where}: cannot be read at byte {offset}: {e.Message}", e);
        }
    }
}
