using System.Buffers;

namespace Rossby.Core;

/// <summary>Reads files once, block by block, on several threads, for their fingerprints.</summary>
internal static class FileContents
{
    const int BufferBytes = 256 << 10;

    // More do not read faster: checksums run at 10 GB/s a core.
    const int MostThreads = 8;

    internal static FileFingerprint[] Read(IReadOnlyList<FileInfo> files, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        int[] blocks = [.. files.Select(f => (int)((f.Length + Crc32C.BlockBytes - 1) / Crc32C.BlockBytes))];
        uint[][] tables = [.. blocks.Select(n => new uint[n])];
        (int File, int Block)[] pieces = [.. blocks.SelectMany((n, file) => Enumerable.Range(0, n).Select(block => (file, block)))];
        long done = 0;
        ThreadTeam.Run(pieces.Length, Math.Min(MostThreads, Environment.ProcessorCount), i =>
        {
            var (file, block) = pieces[i];
            tables[file][block] = Sum(files[file], block);
            progress?.Report(new StageProgress("read source files", Interlocked.Increment(ref done) * (Crc32C.BlockBytes >> 20), (long)pieces.Length * (Crc32C.BlockBytes >> 20), "MiB"));
        }, cancellation);
        return [.. files.Select((file, i) => Fingerprint(file, tables[i]))];
    }

    static FileFingerprint Fingerprint(FileInfo file, uint[] table)
    {
        uint whole = 0;
        for (int k = 0; k < table.Length; k++) whole = Crc32CSum.Join(whole, table[k], Math.Min(Crc32C.BlockBytes, file.Length - (long)k * Crc32C.BlockBytes));
        string content = StageHashes.Hash($"{file.Length}\n{string.Join('\n', table.Select(c => c.ToString("x8")))}\n");
        return new FileFingerprint(file.Length, new DateTimeOffset(file.LastWriteTimeUtc), whole.ToString("x8"), content);
    }

    static uint Sum(FileInfo file, int block)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            using var handle = File.OpenHandle(file.FullName);
            uint state = Crc32C.Start;
            long offset = (long)block * Crc32C.BlockBytes, end = Math.Min(file.Length, offset + Crc32C.BlockBytes);
            while (offset < end)
            {
                int read = RandomAccess.Read(handle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, end - offset)), offset);
                if (read == 0) throw new InputMissingException($"{file.FullName}: became shorter while it was read");
                state = Crc32C.Append(state, buffer.AsSpan(0, read));
                offset += read;
            }
            return Crc32C.Finish(state);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{file.FullName}: cannot be read: {e.Message}", e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
