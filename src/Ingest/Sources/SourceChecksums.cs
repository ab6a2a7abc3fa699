using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Size, time of change and CRC-32C of each source file, for the manifest.</summary>
internal static class SourceChecksums
{
    internal static SourceEntry[] Of(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        var entries = new SourceEntry[files.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(4, Environment.ProcessorCount), CancellationToken = cancellation };
        Parallel.For(0, files.Count, options, i => entries[i] = Of(files[i], cancellation));
        return entries;
    }

    static SourceEntry Of(string path, CancellationToken cancellation)
    {
        try
        {
            using var handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
            byte[] buffer = new byte[1 << 20];
            uint state = Crc32C.Start;
            long length = 0;
            for (int read; (read = RandomAccess.Read(handle, buffer, length)) > 0; length += read)
            {
                cancellation.ThrowIfCancellationRequested();
                state = Crc32C.Append(state, buffer.AsSpan(0, read));
            }
            long modified = new DateTimeOffset(File.GetLastWriteTimeUtc(path)).ToUnixTimeMilliseconds();
            return new SourceEntry(path, length, modified, Crc32C.Finish(state).ToString("x8"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{path}: cannot be read: {e.Message}", e);
        }
    }
}
