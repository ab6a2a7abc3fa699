using System.Text.RegularExpressions;
using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>An HDF5 file; itself its root group.</summary>
/// <remarks>The file is closed when it and all groups and datasets opened through it are disposed; a commit closes them all.</remarks>
public sealed partial class H5File : H5Group
{
    const uint ReadOnly = 0, Truncate = 2;
    const int FlushGlobal = 1;
    readonly PartialFile? partial;

    H5File(H5Id id, string path, PartialFile? partial) : base(id, path, "") => this.partial = partial;

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="InputMissingException">It does not exist or may not be read.</exception>
    /// <exception cref="DataException">It is not HDF5, or damaged, or cut short.</exception>
    public static H5File Open(string path)
    {
        if (!File.Exists(path)) throw new InputMissingException($"{path}: no such file");
        try
        {
            using var probe = File.OpenHandle(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{path}: cannot be opened: {e.Message}", e);
        }
        using var gate = HdfGate.Enter();
        using var access = H5Properties.ReadAccess(path);
        long id = Native.H5Fopen(path, ReadOnly, access.Value);
        if (id >= 0) return new H5File(new H5Id(id), path, null);
        string reason = H5Error.Take();
        if (CutShort().Match(reason) is { Success: true } cut)
            throw new DataException($"{path}: cut short: it has {cut.Groups["has"]} bytes of {cut.Groups["all"]}; fetch it again, or wait until it is written");
        if (reason.Contains("already open for write", StringComparison.Ordinal))
            throw new DataException($"{path}: another program is writing it, or was stopped while it did; wait for it, or where it was stopped take its mark away: h5clear -s {ShellWord.Of(path)}");
        throw new DataException($"{path}: cannot be read by HDF5:\n  {reason}");
    }

    /// <summary>
    /// Creates a file beside its final name; <see cref="Commit"/> gives it that name, disposing without a commit deletes it.
    /// Equal content written in equal order gives equal bytes.
    /// </summary>
    /// <param name="path">Final path; a file of that name is replaced.</param>
    /// <param name="alignment">Datasets of at least this many bytes begin at a multiple of it; 1 for none.</param>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public static H5File Create(string path, int alignment = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(alignment, 1);
        var partial = new PartialFile(path);
        using var gate = HdfGate.Enter();
        try
        {
            using var access = H5Properties.WriteAccess(path, alignment);
            using var creation = H5Properties.FileWithoutTimes(path);
            long id = H5Error.Write(Native.H5Fcreate(partial.Path, Truncate, creation.Value, access.Value), path);
            return new H5File(new H5Id(id), path, partial);
        }
        catch
        {
            partial.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Where the bytes are now: beside the final name until <see cref="Commit"/>. A contiguous dataset may be written there at its
    /// <see cref="H5Dataset.Offset"/> without HDF5, from any thread, as long as HDF5 writes none of it.
    /// </summary>
    public string CurrentPath => partial?.Path ?? FilePath;

    /// <summary>Flushes, closes and syncs a created file and gives it its final name. Nothing can be written after it.</summary>
    /// <exception cref="StorageException">Writing failed; nothing is left under the final name.</exception>
    public void Commit()
    {
        if (partial == null) throw new InvalidOperationException($"{FilePath}: opened for reading, so there is nothing to commit");
        using (HdfGate.Enter())
        {
            long id = Id.Value;
            H5Error.Write(Native.H5Fflush(id, FlushGlobal), FilePath);
            H5Error.Write(Native.H5Fclose(id), FilePath);
            Id.SetHandleAsInvalid();
        }
        // A disk may take long to sync; others read meanwhile.
        partial.Commit();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) partial?.Dispose();
        base.Dispose(disposing);
    }

    [GeneratedRegex(@"truncated file: eof = (?<has>\d+), .*stored_eof = (?<all>\d+)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex CutShort();
}
