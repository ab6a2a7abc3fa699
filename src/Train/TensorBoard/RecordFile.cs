using System.Buffers.Binary;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// A file of records as TensorFlow writes them (TFRecord): the length in 8 bytes, its masked CRC-32C, the bytes, their masked CRC-32C, all little-endian.
/// </summary>
internal sealed class RecordFile : IDisposable
{
    const int LengthBytes = sizeof(ulong), ChecksumBytes = sizeof(uint);

    readonly FileStream stream;
    byte[] frame = new byte[256];

    /// <summary>Makes the file.</summary>
    /// <param name="path">Where there is none yet.</param>
    /// <exception cref="StorageException">It cannot be made.</exception>
    public RecordFile(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{path}: could not be opened: {e.Message}", e);
        }
    }

    /// <summary>Appends a record in one write, so that a reader beside sees it whole or not at all.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Append(ReadOnlySpan<byte> record)
    {
        int length = LengthBytes + ChecksumBytes + record.Length + ChecksumBytes;
        if (frame.Length < length) Array.Resize(ref frame, Math.Max(length, 2 * frame.Length));
        var whole = frame.AsSpan(0, length);
        BinaryPrimitives.WriteUInt64LittleEndian(whole, (ulong)record.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(whole[LengthBytes..], Masked(whole[..LengthBytes]));
        record.CopyTo(whole[(LengthBytes + ChecksumBytes)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(whole[^ChecksumBytes..], Masked(record));
        try
        {
            stream.Write(whole);
        }
        catch (IOException e)
        {
            throw new StorageException($"{stream.Name}: could not be written: {e.Message}", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    // Turned and moved, so that a checksum over bytes that hold checksums is no trivial one.
    static uint Masked(ReadOnlySpan<byte> bytes) => uint.RotateRight(Crc32C.Of(bytes), 15) + 0xA282EAD8;
}
