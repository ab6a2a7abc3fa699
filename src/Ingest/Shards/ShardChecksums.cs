using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>CRC-32C of each 4 MiB of a file.</summary>
internal static class ShardChecksums
{
    /// <exception cref="StorageException">The file cannot be read back.</exception>
    internal static (long Bytes, uint[] Crc32C) Of(string path)
    {
        try
        {
            using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            long bytes = RandomAccess.GetLength(handle);
            var checksums = new uint[(bytes + Crc32C.BlockBytes - 1) / Crc32C.BlockBytes];
            byte[] block = new byte[Math.Min(bytes, Crc32C.BlockBytes)];
            for (int k = 0; k < checksums.Length; k++)
            {
                long offset = (long)k * Crc32C.BlockBytes;
                var part = block.AsSpan(0, (int)Math.Min(block.Length, bytes - offset));
                for (int read = 0; read < part.Length;)
                {
                    int got = RandomAccess.Read(handle, part[read..], offset + read);
                    if (got == 0) throw new EndOfStreamException($"{path} became shorter while it was read back");
                    read += got;
                }
                checksums[k] = Crc32C.Of(part);
            }
            return (bytes, checksums);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path}: cannot be read back: {e.Message}", e);
        }
    }
}
