using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Rossby.Core;

/// <summary>Tells files from what only looks like them: to open a pipe waits for whoever writes into it, and a device may never end.</summary>
public static partial class RegularFile
{
    // statx(2), whose layout is the same on every processor: the 16 bits of type and permissions stand at byte 28.
    const int CurrentFolder = -100, TypeMask = 1, StatxBytes = 256, ModeAt = 28, TypeBits = 0xF000;

    /// <summary>Returns when a path leads to a regular file, through links too, or to nothing at all, which opening it tells.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="InputMissingException">It is a pipe, a socket or a device.</exception>
    public static void Require(string path)
    {
        if (KindOfOther(path) is { } kind) throw new InputMissingException($"{path}: is {kind}, not a file; write what it gives into a file first");
    }

    /// <summary>What a path leads to that must not be opened: a pipe, a socket, a device; null for all else.</summary>
    /// <param name="path">The path.</param>
    public static string? KindOfOther(string path)
    {
        Span<byte> found = stackalloc byte[StatxBytes];
        if (statx(CurrentFolder, path, 0, TypeMask, ref MemoryMarshal.GetReference(found)) != 0) return null;
        int mode = BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(found[ModeAt..]) : BinaryPrimitives.ReadUInt16BigEndian(found[ModeAt..]);
        return (mode & TypeBits) switch { 0x1000 => "a pipe", 0x2000 or 0x6000 => "a device", 0xC000 => "a socket", _ => null };
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int statx(int folder, string path, int flags, uint mask, ref byte found);
}
