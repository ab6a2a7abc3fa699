using System.Text;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>
/// An open netCDF or HDF5 file, one model for all formats. Classic files are read by our own reader, without a native library and
/// in parallel; netCDF-4 and other HDF5 through libhdf5 alone, which reads what libnetcdf does not, arrays in one piece in parallel too.
/// </summary>
public sealed class NetCdfFile : IDisposable
{
    const int ShownBytes = 8;
    readonly INetCdfStore store;
    readonly Dictionary<string, NetCdfVariable> byName;

    internal NetCdfFile(string path, NetCdfFormat format, INetCdfStore store, NetCdfContents contents)
    {
        this.store = store;
        Path = path;
        Format = format;
        Dimensions = contents.Dimensions;
        Variables = contents.Variables;
        Attributes = contents.Attributes;
        byName = new(Variables.Count);
        foreach (var variable in Variables) byName.TryAdd(variable.Name, variable);
    }

    /// <summary>The path as it was given.</summary>
    public string Path { get; }

    /// <summary>The format, by the file's first bytes.</summary>
    public NetCdfFormat Format { get; }

    /// <summary>All dimensions, those of groups too.</summary>
    public IReadOnlyList<NetCdfDimension> Dimensions { get; }

    /// <summary>All variables, those of groups too.</summary>
    public IReadOnlyList<NetCdfVariable> Variables { get; }

    /// <summary>The global attributes, of the root group.</summary>
    public NetCdfAttributes Attributes { get; }

    /// <summary>The variable of that name.</summary>
    /// <exception cref="DataException">There is none; the message lists those there are.</exception>
    public NetCdfVariable this[string name] =>
        Find(name) ?? throw new DataException($"{Path}: no variable {name}; there are: {string.Join(", ", Variables.Select(v => v.Name))}");

    /// <summary>The variable of that name, or null.</summary>
    public NetCdfVariable? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Opens a file for reading. The format is told by its first bytes, whatever its name.</summary>
    /// <exception cref="InputMissingException">It does not exist or may not be read.</exception>
    /// <exception cref="DataException">It is not netCDF, or damaged, or shorter than its header says.</exception>
    public static NetCdfFile Open(string path)
    {
        byte[] start = ReadStart(path, out bool isHdf5);
        if (isHdf5) return Hdf5Store.Open(path);
        if (start is [(byte)'C', (byte)'D', (byte)'F', 1 or 2 or 5, ..]) return ClassicStore.Open(path);
        if (start.Length == 0) throw new DataException($"{path}: the file is empty");
        throw new DataException($"{path}: not netCDF: {OtherFormat.Describe(path, start) ?? $"it starts with {Show(start.AsSpan(0, Math.Min(start.Length, ShownBytes)))}, not with CDF or an HDF5 signature"}");
    }

    /// <summary>Whether a file bears an HDF5 signature, as netCDF-4 does.</summary>
    /// <exception cref="InputMissingException">It does not exist or may not be read.</exception>
    public static bool IsHdf5(string path)
    {
        ReadStart(path, out bool isHdf5);
        return isHdf5;
    }

    /// <inheritdoc/>
    public void Dispose() => store.Dispose();

    static byte[] ReadStart(string path, out bool isHdf5)
    {
        ReadOnlySpan<byte> signature = [0x89, (byte)'H', (byte)'D', (byte)'F', 13, 10, 26, 10];
        isHdf5 = false;
        try
        {
            using var handle = File.OpenHandle(path);
            byte[] start = new byte[OtherFormat.StartBytes];
            int length = RandomAccess.Read(handle, start, 0);
            // The signature stands at 0, or after a user block of 512 bytes times a power of two.
            Span<byte> eight = stackalloc byte[8];
            long end = RandomAccess.GetLength(handle);
            for (long offset = 0; !isHdf5 && offset + 8 <= end; offset = offset == 0 ? 512 : offset * 2)
                isHdf5 = RandomAccess.Read(handle, eight, offset) == 8 && eight.SequenceEqual(signature);
            return start[..length];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputMissingException($"{path}: no such file", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{path}: cannot be opened: {e.Message}", e);
        }
    }

    static string Show(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (byte b in bytes) text.Append(b is >= 32 and < 127 ? ((char)b).ToString() : $"\\x{b:x2}");
        return $"\"{text}\"";
    }
}
