using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.Staging;

/// <summary>One opening of a staged shard, with what of it was checked.</summary>
/// <param name="file">The file, owned.</param>
/// <param name="path">Its name, for messages.</param>
/// <param name="shard">What the manifest says of it.</param>
/// <param name="refetched">Whether it was copied and checked in this process.</param>
internal sealed class OpenShard(SafeFileHandle file, string path, ShardEntry shard, bool refetched) : IDisposable
{
    volatile BlockMismatch? mismatch;
    Checked good = new(StampOf(file), new byte[shard.Crc32C.Count]);

    /// <summary>Whether the file was copied and checked in this process.</summary>
    public bool Refetched => refetched;

    /// <summary>What was found not to be as the manifest says; null as long as nothing was.</summary>
    public BlockMismatch? Mismatch => mismatch;

    /// <summary>Reads bytes at an offset from blocks that are as the manifest says; false when one is not, which <see cref="Mismatch"/> then names.</summary>
    public bool Read(long offset, Span<byte> bytes)
    {
        int first = (int)(offset / Crc32C.BlockBytes), last = (int)((offset + bytes.Length - 1) / Crc32C.BlockBytes);
        while (true)
        {
            var before = Volatile.Read(ref good);
            if (!Check(first, last, before.Blocks)) return false;
            if (!ShardFile.ReadFully(file, bytes, offset))
            {
                mismatch = new(path, shard, -1, RandomAccess.GetLength(file));
                return false;
            }
            var stamp = StampOf(file);
            if (stamp == before.Stamp) return true;
            // Somebody has written to it since: nothing that was checked counts any more, nor what was read.
            Interlocked.CompareExchange(ref good, new(stamp, new byte[shard.Crc32C.Count]), before);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // Those of the blocks that were not yet; two threads may check the same one, which does no harm.
    bool Check(int first, int last, byte[] blocks)
    {
        byte[]? buffer = null;
        for (int block = first; block <= last && mismatch is null; block++)
        {
            if (Volatile.Read(ref blocks[block]) != 0) continue;
            buffer ??= ArrayPool<byte>.Shared.Rent(Crc32C.BlockBytes);
            if (ShardFile.CheckBlock(file, path, shard, block, buffer) is { } bad) mismatch = bad;
            else Volatile.Write(ref blocks[block], 1);
        }
        if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        return mismatch is null;
    }

    static (long Bytes, DateTime Changed) StampOf(SafeFileHandle file) => (RandomAccess.GetLength(file), File.GetLastWriteTimeUtc(file));

    /// <param name="Stamp">Length and time of change of the file.</param>
    /// <param name="Blocks">1 for each block that was as the manifest says while the file had them.</param>
    sealed record Checked((long Bytes, DateTime Changed) Stamp, byte[] Blocks);
}
