using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Whether a set fits, asked before its first byte is written.</summary>
internal static class SpaceCheck
{
    /// <exception cref="StorageException">It does not; the message names needed and free bytes.</exception>
    internal static void Require(string folder, long neededBytes, Func<string, long>? freeBytes = null)
    {
        string existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing)) existing = Path.GetDirectoryName(existing)!;
        long free = (freeBytes ?? (f => new DriveInfo(f).AvailableFreeSpace))(existing);
        if (free < neededBytes)
            throw new StorageException($"{folder}: no space for the shards: {neededBytes} bytes are needed, {free} are free. Free some, or set \"data\" to a folder on a larger disk");
    }
}
