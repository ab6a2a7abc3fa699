using Rossby.Core;

namespace Rossby.Staging;

/// <summary>A block of a shard that is not what the manifest says.</summary>
/// <param name="Path">The file.</param>
/// <param name="Shard">What the manifest says of it.</param>
/// <param name="Block">The block, from 0; -1 when the file's length is wrong.</param>
/// <param name="Found">The checksum of what was read, or the file's length.</param>
internal sealed record BlockMismatch(string Path, ShardEntry Shard, int Block, long Found)
{
    /// <summary>File, block and both values, for logs and errors.</summary>
    public override string ToString() => Block < 0
        ? $"{Path}: {Found} bytes long, the manifest says {Shard.Bytes}"
        : $"{Path}: block {Block} of {Shard.Crc32C.Count} (bytes {(long)Block * Crc32C.BlockBytes} to {Math.Min((Block + 1L) * Crc32C.BlockBytes, Shard.Bytes) - 1}) "
            + $"has CRC-32C {Found:x8}, the manifest says {Shard.Crc32C[Block]:x8}";
}
