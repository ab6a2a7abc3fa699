using Rossby.Core;

namespace Rossby.Staging;

/// <summary>
/// Sole right to change a staging folder, held by an <c>flock</c> on a file in it, which the kernel gives back when its holder dies. Readers need
/// none: a whole shard only ever appears or is replaced by a rename.
/// </summary>
internal static class FolderLock
{
    /// <summary>Waits for the lock; <paramref name="waiting"/> is called once if another holds it.</summary>
    /// <exception cref="StorageException">The folder cannot be made or written to.</exception>
    public static FileLock Enter(string folder, Action waiting, CancellationToken cancellation)
    {
        string path = Path.Combine(folder, "lock");
        bool said = false;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(folder);
                if (FileLock.TryTake(path) is { } taken) return taken;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new StorageException($"{folder}: cannot be staged to: {e.Message} Set stage.folder or $TMPDIR to a folder of this node that you may write to.", e);
            }
            if (!said) waiting();
            said = true;
            if (cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50))) cancellation.ThrowIfCancellationRequested();
        }
    }
}
