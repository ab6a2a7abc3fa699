using Rossby.Core;

namespace Rossby.Staging;

/// <summary>Whether a folder's file system has room, asked before the first byte is written.</summary>
internal static class FreeSpace
{
    /// <summary>Checks that some bytes fit and that enough stays free.</summary>
    /// <exception cref="StorageException">They do not: names what is needed, what is free, and the folder.</exception>
    public static void Require(StagingFolder folder, long neededBytes, long keepFreeMiB)
    {
        long freeBytes = new DriveInfo(folder.Base).AvailableFreeSpace;
        if (neededBytes + (keepFreeMiB << 20) <= freeBytes) return;
        var others = Directory.EnumerateDirectories(folder.Base, "rossby-*").Where(d => d != folder.Path).Order(StringComparer.Ordinal).ToList();
        string hint = others.Count == 0 ? "" : $" Sets that were staged here before may be deleted: {string.Join(", ", others)}.";
        throw new StorageException(
            $"{folder.Base}: no space to stage to: {MiB(neededBytes)} MiB are needed and {keepFreeMiB} MiB are to stay free (stage.keepFreeMiB), "
            + $"{freeBytes >> 20} MiB are free. Set stage.folder to a larger one.{hint}");
    }

    static long MiB(long bytes) => (bytes + (1 << 20) - 1) >> 20;
}
