using System.Text;
using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.NetCdf;

/// <summary>
/// Writes a netCDF file beside its final name; <see cref="Commit"/> gives it that name, disposing without a commit deletes it.
/// First dimensions, variables and attributes, then values. Equal content written in equal order gives equal bytes.
/// </summary>
public sealed unsafe class NetCdfWriter : IDisposable
{
    const int Clobber = 0, Offset64 = 0x200, NetCdf4 = 0x1000, NoFillMode = 0x100, Chunked = 0, Contiguous = 1;

    readonly PartialFile partial;
    readonly NetCdfWriteFormat format;
    readonly List<(string Name, long Length)> dimensions = [];
    readonly Dictionary<string, WrittenVariable> variables = [];
    bool defining = true, closed;
    int id = -1;

    NetCdfWriter(string path, NetCdfWriteFormat format)
    {
        this.format = format;
        partial = new PartialFile(path);
    }

    sealed record WrittenVariable(int Id, NetCdfType Type, int Rank);

    /// <summary>The final path.</summary>
    public string Path => partial.FinalPath;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Final path; a file of that name is replaced at the commit.</param>
    /// <param name="format">Which format.</param>
    /// <param name="fill">Classic format only: whether what is never written holds the fill value.</param>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public static NetCdfWriter Create(string path, NetCdfWriteFormat format = NetCdfWriteFormat.NetCdf4, bool fill = true)
    {
        var writer = new NetCdfWriter(path, format);
        using var gate = HdfGate.Enter();
        try
        {
            int mode = Clobber | (format == NetCdfWriteFormat.Offset64 ? Offset64 : NetCdf4);
            NetCdfError.Write(Native.nc_create(writer.partial.Path, mode, out int id), path, writer.partial.Path);
            writer.id = id;
            if (!fill) NetCdfError.Write(Native.nc_set_fill(id, NoFillMode, out _), path, writer.partial.Path);
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Defines a dimension; a null length is unlimited.</summary>
    public void DefineDimension(string name, long? length)
    {
        using var gate = HdfGate.Enter();
        NetCdfError.Define(Native.nc_def_dim(Id, name, (nint)(length ?? 0), out _), $"{Path}: dimension {name}", partial.Path);
        dimensions.Add((name, length ?? 0));
    }

    /// <summary>Defines a variable on dimensions that are defined, slowest first; none for a scalar.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Stored type; a classic file knows no unsigned and no 64-bit integers.</param>
    /// <param name="on">Names of its dimensions.</param>
    /// <param name="storage">netCDF-4 only; contiguous or libnetcdf's chunks by default.</param>
    public void DefineVariable(string name, NetCdfType type, IReadOnlyList<string> on, NetCdfStorage? storage = null)
    {
        using var gate = HdfGate.Enter();
        string where = $"{Path}: {name}";
        int[] ids = [.. on.Select(d => dimensions.FindIndex(x => x.Name == d) is var i and >= 0 ? i : throw new ArgumentException($"{where}: no dimension {d}"))];
        int variable;
        fixed (int* p = ids) NetCdfError.Define(Native.nc_def_var(Id, name, (int)type, ids.Length, p, out variable), where, partial.Path);
        variables.Add(name, new WrittenVariable(variable, type, ids.Length));
        if (storage == null || format != NetCdfWriteFormat.NetCdf4) return;
        if (storage.ChunkShape is { } chunk)
        {
            if (chunk.Length != ids.Length) throw new ArgumentException($"{where}: chunk of {chunk.Length} axes for {ids.Length}");
            fixed (long* p = chunk) NetCdfError.Define(Native.nc_def_var_chunking(Id, variable, Chunked, (nint*)p), where, partial.Path);
        }
        else if (storage.DeflateLevel == 0 && ids.All(d => dimensions[d].Length > 0))
        {
            NetCdfError.Define(Native.nc_def_var_chunking(Id, variable, Contiguous, null), where, partial.Path);
        }
        if (storage.DeflateLevel > 0) NetCdfError.Define(Native.nc_def_var_deflate(Id, variable, storage.Shuffle ? 1 : 0, 1, storage.DeflateLevel), where, partial.Path);
        if (!storage.Fill) NetCdfError.Define(Native.nc_def_var_fill(Id, variable, 1, null), where, partial.Path);
    }

    /// <summary>Sets a text attribute, as UTF-8 characters.</summary>
    /// <param name="variable">The variable's name; null for the file.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="text">Its value.</param>
    public void SetAttribute(string? variable, string name, string text) => Put<byte>(variable, name, NetCdfType.Char, Encoding.UTF8.GetBytes(text));

    /// <summary>Sets a numeric attribute of one or more values, in the type of the numbers. A <c>_FillValue</c> must have its variable's type.</summary>
    /// <param name="variable">The variable's name; null for the file.</param>
    /// <param name="name">The attribute's name.</param>
    /// <param name="values">Its values.</param>
    public void SetAttribute<T>(string? variable, string name, params ReadOnlySpan<T> values) where T : unmanaged
    {
        var type = NetCdfTypes.Of<T>();
        // Bytes are bytes in a classic file, whose type for them is signed.
        if (type == NetCdfType.UByte && (format == NetCdfWriteFormat.Offset64 || (variable != null && variables[variable].Type == NetCdfType.Byte))) type = NetCdfType.Byte;
        Put(variable, name, type, values);
    }

    /// <summary>Writes a hyperslab, row-major, in the stored type; bytes and characters of any sort may stand for one another.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <param name="values">Exactly as many as the slab has.</param>
    /// <param name="start">First index on each axis; an unlimited one grows.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <exception cref="StorageException">No space, or a device error.</exception>
    public void Write<T>(string variable, ReadOnlySpan<T> values, ReadOnlySpan<long> start, ReadOnlySpan<long> count) where T : unmanaged
    {
        var written = Variable(variable);
        string where = $"{Path}: {variable}";
        if (!written.Type.IsSeenAs(NetCdfTypes.Of<T>())) throw new ArgumentException($"{where}: holds {written.Type}, not {NetCdfTypes.Of<T>()}");
        long elements = 1;
        foreach (long extent in count) elements *= extent;
        if (start.Length != written.Rank || count.Length != written.Rank || elements != values.Length)
            throw new ArgumentException($"{where}: {values.Length} values for a slab of [{string.Join(", ", count.ToArray())}] in {written.Rank} dimensions");
        using var gate = HdfGate.Enter();
        EndDefinitions();
        fixed (long* s = start)
        fixed (long* c = count)
        fixed (T* p = values)
            NetCdfError.Write(Native.nc_put_vara(Id, written.Id, (nint*)s, (nint*)c, p), where, partial.Path);
    }

    /// <summary>Writes a scalar.</summary>
    /// <inheritdoc cref="Write{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long}, ReadOnlySpan{long})"/>
    public void Write<T>(string variable, T value) where T : unmanaged => Write<T>(variable, [value], [], []);

    /// <summary>Closes and syncs the file and gives it its final name. Nothing can be written after it.</summary>
    /// <exception cref="StorageException">Writing failed; nothing is left under the final name.</exception>
    public void Commit()
    {
        if (!closed) Close();
        partial.Commit();
    }

    /// <summary>Ends the writing ahead of <see cref="Commit"/>: who makes many files need not hold all open until they appear.</summary>
    public void Close()
    {
        using var gate = HdfGate.Enter();
        EndDefinitions();
        // What can fail for want of space is done before the closing, which may not fail (Dispose).
        NetCdfError.Write(Native.nc_sync(Id), Path, partial.Path);
        NetCdfError.Write(Native.nc_close(Id), Path, partial.Path);
        (id, closed) = (-1, true);
    }

    /// <summary>Deletes the partial file unless it was committed.</summary>
    public void Dispose()
    {
        using var gate = HdfGate.Enter();
        partial.Dispose();
        // Where HDF5 cannot close a file for want of space, libnetcdf 4.9 ends the process as it lists what is open, and HDF5 1.10 as it is asked again. The file is
        // empty and has no name by now.
        if (id >= 0 && format == NetCdfWriteFormat.NetCdf4) H5OpenFiles.Hold(partial.Path);
        if (id >= 0) _ = Native.nc_abort(id);
        id = -1;
    }

    int Id
    {
        get
        {
            ObjectDisposedException.ThrowIf(id < 0, this);
            return id;
        }
    }

    WrittenVariable Variable(string name) => variables.TryGetValue(name, out var variable) ? variable : throw new ArgumentException($"{Path}: no variable {name} is defined");

    void Put<T>(string? variable, string name, NetCdfType type, ReadOnlySpan<T> values) where T : unmanaged
    {
        using var gate = HdfGate.Enter();
        int target = variable == null ? Native.Global : Variable(variable).Id;
        string where = variable == null ? $"{Path}: attribute {name}" : $"{Path}: {variable}: attribute {name}";
        fixed (T* p = values) NetCdfError.Define(Native.nc_put_att(Id, target, name, (int)type, values.Length, p), where, partial.Path);
    }

    void EndDefinitions()
    {
        if (!defining) return;
        defining = false;
        NetCdfError.Write(Native.nc_enddef(Id), Path, partial.Path);
    }
}
