using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.Hdf5;

namespace Rossby.NetCdf;

/// <summary>
/// Reads HDF5 files, netCDF-4 among them, through libhdf5: arrays in one piece and chunks with the usual filters by <c>pread</c> on any thread, others behind
/// the gate.
/// </summary>
internal sealed class Hdf5Store : INetCdfStore
{
    // Nothing compresses weather by a thousand; arrays of which little was written, or which are all fill, may claim more than that.
    const long MostPerStoredByte = 4096, AlwaysPlausibleBytes = 1 << 28;

    readonly H5File file;
    readonly StridedFile bytes;
    readonly Hdf5Chunks? chunks;
    readonly List<H5Dataset> datasets = [];

    Hdf5Store(H5File file, string path)
    {
        this.file = file;
        bytes = StridedFile.Open(path);
        // Behind a user block, versions of the library differ in where they say that a chunk lies.
        Span<byte> first = stackalloc byte[1];
        if (RandomAccess.Read(bytes.Handle, first, 0) == 1 && first[0] == 0x89) chunks = new Hdf5Chunks(bytes);
    }

    internal static NetCdfFile Open(string path)
    {
        var file = H5File.Open(path);
        Hdf5Store? store = null;
        try
        {
            store = new Hdf5Store(file, path);
            return new NetCdfFile(path, NetCdfFormat.NetCdf4, store, store.Inventory());
        }
        catch
        {
            store?.Dispose();
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var dataset in datasets) dataset.Dispose();
        datasets.Clear();
        file.Dispose();
        bytes.Dispose();
    }

    public void Read(NetCdfVariable variable, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination)
    {
        var data = datasets[variable.StoreId];
        if (!data.Shape.AsSpan().SequenceEqual(variable.Shape)) ReadPart(variable, data, start, count, destination);
        else ReadStored(variable, data, start, count, destination);
    }

    public long? OffsetOf(NetCdfVariable variable)
    {
        var data = datasets[variable.StoreId];
        bool isNative = data.IsStandard && data.IsBigEndian != BitConverter.IsLittleEndian && data.ElementType is not (H5ElementType.Float16 or H5ElementType.BFloat16);
        return isNative && data.Shape.AsSpan().SequenceEqual(variable.Shape) ? data.Offset : null;
    }

    public string[] ReadStrings(NetCdfVariable variable) => datasets[variable.StoreId].ReadTexts();

    NetCdfContents Inventory()
    {
        var arrays = new List<Hdf5Array>();
        var damaged = new List<NetCdfVariable>();
        foreach (string path in file.DatasetPaths())
        {
            try
            {
                var dataset = file.OpenDataset(path);
                datasets.Add(dataset);
                arrays.Add(new Hdf5Array(dataset));
            }
            catch (DataException e)
            {
                damaged.Add(new NetCdfVariable(this, file.FilePath, path, NetCdfType.Other, [], new NetCdfAttributes([])) { Refusal = e.Message });
            }
        }
        var dimensions = new Hdf5Dimensions(arrays);
        var listed = arrays.Where(a => !a.IsDimensionOnly).Select(a => (Array: a, Dimensions: dimensions.Of(a))).ToList();
        var all = dimensions.All();
        var variables = listed.Select(found => Variable(found.Array, [.. found.Dimensions.Select(d => all[d])])).Concat(damaged);
        return new NetCdfContents(all, [.. variables], Hdf5Attributes.Of(file));
    }

    NetCdfVariable Variable(Hdf5Array array, NetCdfDimension[] dimensions)
    {
        var data = array.Data;
        string? refusal = Refusal(data);
        NetCdfAttributes attributes;
        try
        {
            attributes = Hdf5Attributes.Of(data);
        }
        catch (DataException e)
        {
            // Without its attributes nobody knows what its numbers mean.
            (attributes, refusal) = (new NetCdfAttributes([]), e.Message);
        }
        var type = Hdf5Types.Of(data.ElementType, data.ElementBytes, data.IsVariableText);
        return new NetCdfVariable(this, file.FilePath, array.Name, type, dimensions, attributes) { StoreId = datasets.IndexOf(data), Refusal = refusal };
    }

    string? Refusal(H5Dataset data)
    {
        if (data.IsNull) return "it is declared empty: it holds no values at all (a null dataspace)";
        bool isElsewhere = data.Layout.Kind is H5LayoutKind.Virtual or H5LayoutKind.External;
        if (!isElsewhere && (double)data.Length * data.ElementBytes > AlwaysPlausibleBytes + (double)MostPerStoredByte * bytes.Length)
            return $"it claims [{string.Join(", ", data.Shape)}] elements of {data.ElementBytes} bytes in a file of {bytes.Length} bytes";
        // Opening a pipe would wait for whoever writes into it.
        if (data.OtherFiles.FirstOrDefault(name => Kind(name) != null) is { } other) return $"its values lie in {other}, which is {Kind(other)}, not a file";
        // A name with % stands for as many files as there are.
        if (data.Layout.Kind == H5LayoutKind.Virtual && data.OtherFiles.FirstOrDefault(name => name != "." && !name.Contains('%', StringComparison.Ordinal) && !IsThere(name)) is { } lost)
            return $"it is pieced together from {lost}, which is not there (a virtual dataset)";
        if (data.ElementType == H5ElementType.Other) return $"its elements are {data.Elements}, not numbers";
        foreach (int filter in data.Layout.Filters)
        {
            if (!H5Filters.IsAvailable(filter))
                return $"it is compressed with {H5Filters.Name(filter)} (HDF5 filter {filter}), which the HDF5 library here does not have; "
                    + $"install that filter as a plugin (HDF5_PLUGIN_PATH), or write the file anew with deflate, where it is installed: h5repack -f {data.Name}:GZIP=1 {file.FilePath} out.h5";
        }
        if (data.Offset is { } offset && offset + data.Length * data.ElementBytes is var end && (end < 0 || end > bytes.Length))
            return $"the file is cut short: it has {bytes.Length} bytes, and this variable reaches to byte {end}";
        return null;
    }

    bool IsThere(string name) => File.Exists(Beside(name)) || File.Exists(name);

    string? Kind(string name) => RegularFile.KindOfOther(Beside(name)) ?? RegularFile.KindOfOther(name);

    string Beside(string name) => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.FilePath))!, name);

    void ReadStored(NetCdfVariable variable, H5Dataset data, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination)
    {
        bool isHalf = data.ElementType is H5ElementType.Float16 or H5ElementType.BFloat16;
        if (data.Offset is { } offset && !isHalf && (data.IsStandard || data.ElementType == H5ElementType.Text))
        {
            bytes.Read(variable, offset, null, start, count, destination);
            if (data.IsBigEndian) ByteOrder.Swap(destination, data.ElementBytes);
            return;
        }
        if (chunks?.TryRead(variable, data, start, count, destination) == true)
        {
            if (data.IsBigEndian) ByteOrder.Swap(destination, data.ElementBytes);
            return;
        }
        switch (variable.Type)
        {
            case NetCdfType.Float: data.Read(MemoryMarshal.Cast<byte, float>(destination), start, count); break;
            case NetCdfType.Double: data.Read(MemoryMarshal.Cast<byte, double>(destination), start, count); break;
            case NetCdfType.Short: data.Read(MemoryMarshal.Cast<byte, short>(destination), start, count); break;
            case NetCdfType.UShort: data.Read(MemoryMarshal.Cast<byte, ushort>(destination), start, count); break;
            case NetCdfType.Int: data.Read(MemoryMarshal.Cast<byte, int>(destination), start, count); break;
            case NetCdfType.UInt: data.Read(MemoryMarshal.Cast<byte, uint>(destination), start, count); break;
            case NetCdfType.Int64: data.Read(MemoryMarshal.Cast<byte, long>(destination), start, count); break;
            case NetCdfType.UInt64: data.Read(MemoryMarshal.Cast<byte, ulong>(destination), start, count); break;
            default: data.ReadRaw(destination, start, count); break;
        }
    }

    // An array may be shorter than a dimension that can grow: what nobody wrote is fill.
    void ReadPart(NetCdfVariable variable, H5Dataset data, ReadOnlySpan<long> start, ReadOnlySpan<long> count, Span<byte> destination)
    {
        byte[] fill = variable.Attributes.Find("_FillValue") is { IsNumeric: true, Numbers.Length: > 0 } stated && StoredNumber.From(variable.Type, stated, 0) is { } bytesOfFill
            ? bytesOfFill
            : DefaultFill.Of(variable.Type) is { } standard ? StoredNumber.Bytes(standard) : new byte[variable.ElementBytes];
        for (int at = 0; at < destination.Length; at += fill.Length) fill.CopyTo(destination[at..]);
        int rank = count.Length;
        long[] there = new long[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            there[axis] = Math.Min(count[axis], data.Shape[axis] - start[axis]);
            if (there[axis] <= 0) return;
        }
        byte[] stored = new byte[there.Aggregate(variable.ElementBytes, (product, extent) => checked(product * (int)extent))];
        ReadStored(variable, data, start, there, stored);
        int run = (int)there[^1] * variable.ElementBytes;
        long[] index = new long[rank];
        for (int from = 0; from < stored.Length; from += run)
        {
            long to = 0;
            for (int axis = 0; axis < rank; axis++) to = to * count[axis] + index[axis];
            stored.AsSpan(from, run).CopyTo(destination[(int)(to * variable.ElementBytes)..]);
            for (int axis = rank - 2; axis >= 0 && ++index[axis] == there[axis]; axis--) index[axis] = 0;
        }
    }
}
