using System.Security.Cryptography;

namespace Rossby.Core;

/// <summary>Writes the files of a checkpoint, each synced, and takes their hashes on the way.</summary>
/// <param name="folder">Where they go.</param>
public sealed class CheckpointFiles(CheckpointFolder folder)
{
    readonly SortedDictionary<string, string> sums = new(StringComparer.Ordinal);

    /// <summary>Where they lie.</summary>
    public CheckpointFolder Folder => folder;

    /// <summary>Writes one of <see cref="Folder"/>'s files, whole or not at all.</summary>
    /// <exception cref="StorageException">No space, no permission or a device error.</exception>
    public void Write(string path, Action<Stream> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AtomicFile.Write(path, stream => content(new HashingStream(stream, hash)));
        sums[Path.GetFileName(path)] = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes the hashes: from now on the files are a checkpoint.</summary>
    /// <exception cref="StorageException">No space, no permission or a device error.</exception>
    public void Seal() => AtomicFile.WriteText(folder.Sums, CheckpointSums.Text(sums));
}
