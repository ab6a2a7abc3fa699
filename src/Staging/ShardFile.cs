using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Rossby.Core;

namespace Rossby.Staging;

/// <summary>Reads shards block by block against the manifest's checksums.</summary>
internal static class ShardFile
{
    /// <summary>The length of a block; the last is shorter.</summary>
    public static int BlockLength(ShardEntry shard, int block) => (int)Math.Min(Crc32C.BlockBytes, shard.Bytes - (long)block * Crc32C.BlockBytes);

    /// <summary>Reads the whole file; null when every block is as the manifest says, else the first that is not.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shard">What the manifest says of it.</param>
    /// <param name="sink">Given each good block and its offset, for a copy; null only checks.</param>
    /// <param name="progress">Given the bytes of each good block.</param>
    /// <param name="cancellation">Looked at before each block.</param>
    public static BlockMismatch? Check(
        string path, ShardEntry shard, Action<ReadOnlyMemory<byte>, long>? sink, Action<long>? progress, CancellationToken cancellation)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        if (RandomAccess.GetLength(file) is var length && length != shard.Bytes) return new(path, shard, -1, length);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Crc32C.BlockBytes);
        try
        {
            for (int block = 0; block < shard.Crc32C.Count; block++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (CheckBlock(file, path, shard, block, buffer) is { } mismatch) return mismatch;
                int bytes = BlockLength(shard, block);
                sink?.Invoke(buffer.AsMemory(0, bytes), (long)block * Crc32C.BlockBytes);
                progress?.Invoke(bytes);
            }
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Reads one block into the buffer; null when it is as the manifest says.</summary>
    public static BlockMismatch? CheckBlock(SafeFileHandle file, string path, ShardEntry shard, int block, byte[] buffer)
    {
        var bytes = buffer.AsSpan(0, BlockLength(shard, block));
        if (!ReadFully(file, bytes, (long)block * Crc32C.BlockBytes)) return new(path, shard, -1, RandomAccess.GetLength(file));
        uint found = Crc32C.Of(bytes);
        return found == shard.Crc32C[block] ? null : new(path, shard, block, found);
    }

    /// <summary>Fills the span from the offset; false when the file ends before.</summary>
    public static bool ReadFully(SafeFileHandle file, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            int read = RandomAccess.Read(file, bytes, offset);
            if (read == 0) return false;
            bytes = bytes[read..];
            offset += read;
        }
        return true;
    }
}
