using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>A group of an HDF5 file.</summary>
public class H5Group : H5Object
{
    const int MaximumDepth = 256;

    internal H5Group(H5Id id, string filePath, string name) : base(id, filePath, name)
    {
    }

    /// <summary>Names of the links in this group, sorted by their bytes.</summary>
    /// <exception cref="DataException">The group is damaged.</exception>
    public unsafe IReadOnlyList<string> Names
    {
        get
        {
            using var gate = HdfGate.Enter();
            ulong* info = stackalloc ulong[8];
            H5Error.Read(Native.H5Gget_info(Id.Value, info), Where);
            var names = new string[info[1]];
            for (int i = 0; i < names.Length; i++)
            {
                nint length = (nint)H5Error.Read(Native.H5Lget_name_by_idx(Id.Value, ".", 0, 0, (ulong)i, null, 0, 0), Where);
                byte[] buffer = new byte[length + 1];
                fixed (byte* p = buffer)
                {
                    H5Error.Read(Native.H5Lget_name_by_idx(Id.Value, ".", 0, 0, (ulong)i, p, length + 1, 0), Where);
                    names[i] = Marshal.PtrToStringUTF8((nint)p)!;
                }
            }
            return names;
        }
    }

    /// <summary>Whether a path below this group leads to a link, component by component.</summary>
    public bool Exists(string path)
    {
        using var gate = HdfGate.Enter();
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 1; i <= parts.Length; i++)
        {
            if (Native.H5Lexists(Id.Value, string.Join('/', parts[..i]), 0) > 0) continue;
            _ = H5Error.Take();
            return false;
        }
        return parts.Length > 0;
    }

    /// <summary>Opens a group by its path below this one.</summary>
    /// <exception cref="DataException">There is none of that name, or it is damaged.</exception>
    public H5Group OpenGroup(string path)
    {
        using var gate = HdfGate.Enter();
        RequireLink(path, "group");
        return new H5Group(new H5Id(H5Error.Read(Native.H5Gopen2(Id.Value, path, 0), Child(path))), FilePath, Join(path));
    }

    /// <summary>Opens a dataset by its path below this group.</summary>
    /// <exception cref="DataException">There is none of that name (the message lists those there are), or it is damaged.</exception>
    public H5Dataset OpenDataset(string path)
    {
        using var gate = HdfGate.Enter();
        RequireLink(path, "dataset");
        return new H5Dataset(new H5Id(H5Error.Read(Native.H5Dopen2(Id.Value, path, 0), Child(path))), FilePath, Join(path));
    }

    /// <summary>Paths, below this group, of every dataset that hard links reach; links that lead nowhere are left out.</summary>
    public IReadOnlyList<string> DatasetPaths()
    {
        using var gate = HdfGate.Enter();
        var found = new List<string>();
        Walk(this, "", found, [], 0);
        return found;
    }

    /// <summary>Creates a group, and those above it.</summary>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public H5Group CreateGroup(string path)
    {
        using var gate = HdfGate.Enter();
        CreateParents(path);
        return CreateOneGroup(path);
    }

    /// <summary>
    /// Creates a contiguous dataset whose space is allocated at once, and the groups above it. Elements never written are zero.
    /// </summary>
    /// <param name="path">Path below this group.</param>
    /// <param name="type">Stored little-endian.</param>
    /// <param name="shape">Extent of each axis; none for a scalar.</param>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public H5Dataset CreateDataset(string path, H5ElementType type, params ReadOnlySpan<long> shape)
    {
        using var gate = HdfGate.Enter();
        using var creation = H5Properties.Contiguous(Child(path));
        return CreateDataset(path, type, shape, creation);
    }

    /// <summary>Creates a chunked dataset whose chunks are shuffled, where an element has several bytes, and deflated by the caller (<see cref="H5Dataset.WriteChunk"/>), and the groups above it.</summary>
    /// <param name="path">Path below this group.</param>
    /// <param name="type">Stored little-endian.</param>
    /// <param name="shape">Extent of each axis.</param>
    /// <param name="chunk">Extent of a chunk on each axis.</param>
    /// <param name="level">What the file says of how it was deflated: 1 to 9.</param>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public H5Dataset CreateDeflated(string path, H5ElementType type, ReadOnlySpan<long> shape, ReadOnlySpan<long> chunk, int level)
    {
        using var gate = HdfGate.Enter();
        using var creation = H5Properties.Deflated(chunk, type is not (H5ElementType.UInt8 or H5ElementType.Int8), level, Child(path));
        return CreateDataset(path, type, shape, creation);
    }

    H5Dataset CreateDataset(string path, H5ElementType type, ReadOnlySpan<long> shape, H5Id creation)
    {
        CreateParents(path);
        using var space = H5Space.Create(shape, Child(path));
        long id = Native.H5Dcreate2(Id.Value, path, H5Types.File(type), space.Value, 0, creation.Value, 0);
        return new H5Dataset(new H5Id(H5Error.Write(id, Child(path))), FilePath, Join(path));
    }

    // HDF5 would make them itself (H5Pset_create_intermediate_group), with the time of day in them.
    void CreateParents(string path)
    {
        string[] parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 1; i < parts.Length; i++)
        {
            string parent = string.Join('/', parts[..i]);
            if (!Exists(parent)) CreateOneGroup(parent).Dispose();
        }
    }

    H5Group CreateOneGroup(string path)
    {
        using var creation = H5Properties.GroupWithoutTimes(Child(path));
        long id = Native.H5Gcreate2(Id.Value, path, 0, creation.Value, 0);
        return new H5Group(new H5Id(H5Error.Write(id, Child(path))), FilePath, Join(path));
    }

    // Hard links can form a ring: each group is entered once.
    static unsafe void Walk(H5Group group, string prefix, List<string> found, HashSet<ulong> entered, int depth)
    {
        const int groupKind = 2, datasetKind = 5;
        if (!entered.Add(group.Address) || depth > MaximumDepth) return;
        foreach (string name in group.Names)
        {
            if (Native.H5Lget_val(group.Id.Value, name, null, 0, 0) >= 0) continue; // a soft or external link: reached elsewhere, or not here
            using var child = new H5Id(Native.H5Oopen(group.Id.Value, name, 0));
            _ = H5Error.Take();
            if (child.IsInvalid)
            {
                found.Add(prefix + name); // damaged: who opens it is told
                continue;
            }
            int kind = Native.H5Iget_type(child.Value);
            if (kind == datasetKind) found.Add(prefix + name);
            if (kind != groupKind) continue;
            using var below = group.OpenGroup(name);
            Walk(below, $"{prefix}{name}/", found, entered, depth + 1);
        }
    }

    void RequireLink(string path, string kind)
    {
        if (!Exists(path)) throw new DataException($"{FilePath}: no {kind} {Join(path)}; there are: {string.Join(", ", DatasetPaths().Select(Join))}");
    }

    string Join(string path) => Name.Length == 0 ? path.Trim('/') : $"{Name}/{path.Trim('/')}";

    string Child(string path) => $"{FilePath}: {Join(path)}";
}
