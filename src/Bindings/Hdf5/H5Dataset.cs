using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>A dataset: an array of numbers in an HDF5 file, row-major.</summary>
public sealed unsafe class H5Dataset : H5Object
{
    const ulong Undefined = ulong.MaxValue;

    internal H5Dataset(H5Id id, string filePath, string name) : base(id, filePath, name)
    {
        using var space = new H5Id(H5Error.Read(Native.H5Dget_space(id.Value), Where));
        using var type = new H5Id(H5Error.Read(Native.H5Dget_type(id.Value), Where));
        Shape = H5Space.Shape(space, Where);
        MaximumShape = H5Space.MaximumShape(space, Where);
        IsNull = H5Space.IsNull(space);
        (ElementType, ElementBytes, IsBigEndian) = H5Types.Describe(type.Value);
        IsStandard = H5Types.IsStandard(type.Value);
        Elements = H5Types.ClassName(type.Value);
        IsVariableText = ElementType == H5ElementType.Text && Native.H5Tis_variable_str(type.Value) > 0;
        try
        {
            Length = Shape.Aggregate(1L, (product, extent) => checked(product * extent));
        }
        catch (OverflowException e)
        {
            throw new DataException($"{Where}: it claims [{string.Join(", ", Shape)}] elements, more than 2^63", e);
        }
        using var creation = new H5Id(H5Error.Read(Native.H5Dget_create_plist(id.Value), Where));
        Layout = DescribeLayout(creation);
        OtherFiles = Layout.Kind switch { H5LayoutKind.Virtual => DescribeVirtualFiles(creation), H5LayoutKind.External => DescribeExternalFiles(creation), _ => [] };
        Offset = FindOffset();
    }

    /// <summary>Extent of each axis; empty for a scalar.</summary>
    public long[] Shape { get; }

    /// <summary>How far each axis may grow; -1 without limit.</summary>
    public long[] MaximumShape { get; }

    /// <summary>Whether it is declared to hold nothing, not even one element (a null dataspace).</summary>
    public bool IsNull { get; }

    /// <summary>What its elements are, in a message's words: integers, text, compounds, ...</summary>
    public string Elements { get; }

    /// <summary>Whether it holds strings of any length, whose bytes lie elsewhere in the file.</summary>
    public bool IsVariableText { get; }

    /// <summary>Bytes that it takes in the file; 0 while nothing is written.</summary>
    public long StorageBytes
    {
        get
        {
            using var gate = HdfGate.Enter();
            return (long)Native.H5Dget_storage_size(Id.Value);
        }
    }

    /// <summary>The number of elements.</summary>
    public long Length { get; }

    /// <summary>What an element is in the file.</summary>
    public H5ElementType ElementType { get; }

    /// <summary>Bytes of one stored element.</summary>
    public int ElementBytes { get; }

    /// <summary>Whether the stored elements are big-endian. Reading through HDF5 swaps them; reading by offset does not.</summary>
    public bool IsBigEndian { get; }

    /// <summary>
    /// Whether its numbers fill their bytes as usual, in either order. Integers of 12 bits in 4 bytes do not (netCDF's users meet them with the filter nbit):
    /// only HDF5 makes numbers of them.
    /// </summary>
    public bool IsStandard { get; }

    /// <summary>How the bytes lie in the file.</summary>
    public H5Layout Layout { get; }

    /// <summary>
    /// The files that its values lie in, where that is not this one: those of a virtual dataset, <c>.</c> for this file, or raw ones. Of a virtual dataset HDF5 puts the
    /// fill value for one that is not there, without a word.
    /// </summary>
    public IReadOnlyList<string> OtherFiles { get; }

    /// <summary>
    /// Where the elements begin in the file, for reading without HDF5; null when they are chunked, virtual, external, compact or not allocated.
    /// </summary>
    public long? Offset { get; }

    /// <summary>Reads all of it, converted to <typeparamref name="T"/>.</summary>
    /// <inheritdoc cref="Read{T}(Span{T}, ReadOnlySpan{long}, ReadOnlySpan{long})"/>
    public void Read<T>(Span<T> destination) where T : unmanaged => Read(destination, new long[Shape.Length], Shape);

    /// <summary>Reads a hyperslab, row-major, converted to <typeparamref name="T"/> (float, double, Half, any integer) by HDF5's rules: integers are clipped.</summary>
    /// <param name="destination">Exactly as many elements as the slab has.</param>
    /// <param name="start">First index on each axis.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <exception cref="DataException">The data are damaged, cut short, or stored by a filter that is not installed.</exception>
    public void Read<T>(Span<T> destination, ReadOnlySpan<long> start, ReadOnlySpan<long> count) where T : unmanaged
    {
        RequireNumbers();
        var bytes = MemoryMarshal.AsBytes(destination);
        ClearUnwritten(bytes);
        using var gate = HdfGate.Enter();
        Transfer(bytes, H5Types.Memory<T>(), destination.Length, start, count, write: false);
    }

    /// <summary>Reads a hyperslab in the stored type and byte order, without conversion.</summary>
    /// <param name="destination">Elements of the slab times <see cref="ElementBytes"/> bytes.</param>
    /// <param name="start">First index on each axis.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <exception cref="DataException">As <see cref="Read{T}(Span{T}, ReadOnlySpan{long}, ReadOnlySpan{long})"/>.</exception>
    public void ReadRaw(Span<byte> destination, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        if (ElementType != H5ElementType.Text || IsVariableText) RequireNumbers();
        ClearUnwritten(destination);
        using var gate = HdfGate.Enter();
        using var type = new H5Id(H5Error.Read(Native.H5Dget_type(Id.Value), Where));
        Transfer(destination, type.Value, ElementsIn(destination.Length), start, count, write: false);
    }

    /// <summary>Reads all of its strings, of fixed or variable length; trailing NULs are not part of them.</summary>
    /// <exception cref="DataException">It is not text, or damaged.</exception>
    public string[] ReadTexts()
    {
        if (ElementType != H5ElementType.Text) throw new DataException($"{Where}: its elements are {Elements}, not text");
        string[] texts = new string[Length];
        int bytes = IsVariableText ? sizeof(byte*) : ElementBytes;
        byte[] buffer = new byte[checked(Length * bytes)];
        using var gate = HdfGate.Enter();
        using var type = new H5Id(H5Error.Read(Native.H5Dget_type(Id.Value), Where));
        Transfer(buffer, type.Value, Length, new long[Shape.Length], Shape, write: false);
        fixed (byte* p = buffer) H5Types.Texts(p, bytes, IsVariableText, texts);
        return texts;
    }

    /// <summary>Writes all of it.</summary>
    /// <inheritdoc cref="Write{T}(ReadOnlySpan{T}, ReadOnlySpan{long}, ReadOnlySpan{long})"/>
    public void Write<T>(ReadOnlySpan<T> source) where T : unmanaged => Write(source, new long[Shape.Length], Shape);

    /// <summary>Writes a hyperslab, row-major, converted from <typeparamref name="T"/> to the stored type.</summary>
    /// <param name="source">Exactly as many elements as the slab has.</param>
    /// <param name="start">First index on each axis.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <exception cref="StorageException">No space, or a device error.</exception>
    public void Write<T>(ReadOnlySpan<T> source, ReadOnlySpan<long> start, ReadOnlySpan<long> count) where T : unmanaged
    {
        RequireNumbers();
        using var gate = HdfGate.Enter();
        Transfer(MemoryMarshal.AsBytes(source), H5Types.Memory<T>(), source.Length, start, count, write: true);
    }

    /// <summary>Writes a hyperslab whose bytes are already in the stored type: bfloat16, or halves rounded by the caller.</summary>
    /// <param name="source">Elements of the slab times <see cref="ElementBytes"/> bytes, little-endian.</param>
    /// <param name="start">First index on each axis.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <exception cref="StorageException">No space, or a device error.</exception>
    public void WriteRaw(ReadOnlySpan<byte> source, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        using var gate = HdfGate.Enter();
        using var type = new H5Id(H5Error.Write(Native.H5Dget_type(Id.Value), Where));
        Transfer(source, type.Value, ElementsIn(source.Length), start, count, write: true);
    }

    /// <summary>Writes a chunk as it is to lie in the file, filters applied.</summary>
    /// <param name="start">Its first element: a multiple of the chunk's shape on each axis.</param>
    /// <param name="stored">Its bytes.</param>
    /// <returns>Where it lies.</returns>
    /// <exception cref="StorageException">No space, or a device error.</exception>
    public H5Chunk WriteChunk(ReadOnlySpan<long> start, ReadOnlySpan<byte> stored)
    {
        using var gate = HdfGate.Enter();
        fixed (long* at = start)
        fixed (byte* p = stored)
            H5Error.Write(Native.H5Dwrite_chunk(Id.Value, 0, 0, (ulong*)at, stored.Length, p), Where);
        return FindChunk(start) ?? throw new InvalidOperationException($"{Where}: HDF5 does not know the chunk that was just written");
    }

    /// <summary>The stored chunks, in HDF5's order; empty unless chunked.</summary>
    /// <exception cref="DataException">The chunk index is damaged.</exception>
    public IReadOnlyList<H5Chunk> Chunks()
    {
        if (Layout.Kind != H5LayoutKind.Chunked) return [];
        using var gate = HdfGate.Enter();
        using var space = new H5Id(H5Error.Read(Native.H5Dget_space(Id.Value), Where));
        H5Error.Read(Native.H5Dget_num_chunks(Id.Value, space.Value, out ulong count), Where);
        var chunks = new H5Chunk[count];
        for (int i = 0; i < chunks.Length; i++)
        {
            long[] start = new long[Shape.Length];
            fixed (long* p = start)
            {
                H5Error.Read(Native.H5Dget_chunk_info(Id.Value, space.Value, (ulong)i, (ulong*)p, out uint mask, out ulong address, out ulong bytes), Where);
                chunks[i] = new H5Chunk(start, (long)address, (long)bytes, mask);
            }
        }
        return chunks;
    }

    /// <summary>The stored chunk that begins at an element; null when it was never written.</summary>
    /// <param name="start">A multiple of the chunk's shape on each axis.</param>
    /// <exception cref="DataException">The chunk index is damaged.</exception>
    public H5Chunk? FindChunk(ReadOnlySpan<long> start)
    {
        using var gate = HdfGate.Enter();
        fixed (long* p = start)
        {
            H5Error.Read(Native.H5Dget_chunk_info_by_coord(Id.Value, (ulong*)p, out uint mask, out ulong address, out ulong bytes), Where);
            return address == Undefined ? null : new H5Chunk(start.ToArray(), (long)address, (long)bytes, mask);
        }
    }

    // HDF5 leaves the reader's memory as it is where nothing was ever written and the file's maker asked for no fill (H5Pset_fill_time): zeros, as h5py has them.
    void ClearUnwritten(Span<byte> destination)
    {
        if (Offset == null) destination.Clear();
    }

    void Transfer(ReadOnlySpan<byte> buffer, long memoryType, long elements, ReadOnlySpan<long> start, ReadOnlySpan<long> count, bool write)
    {
        H5Space.Require(Shape, start, count, elements, Where);
        if (elements == 0) return;
        using var file = new H5Id(H5Error.Read(Native.H5Dget_space(Id.Value), Where));
        if (Shape.Length > 0) H5Space.Select(file, start, count, Where);
        using var memory = H5Space.Create(count, Where);
        fixed (byte* p = buffer)
        {
            if (write) H5Error.Write(Native.H5Dwrite(Id.Value, memoryType, memory.Value, file.Value, 0, p), Where);
            else H5Error.Read(Native.H5Dread(Id.Value, memoryType, memory.Value, file.Value, 0, p), Where);
        }
    }

    long ElementsIn(long bytes) =>
        bytes % ElementBytes == 0 ? bytes / ElementBytes : throw new ArgumentException($"{Where}: {bytes} bytes are not whole elements of {ElementBytes}");

    void RequireNumbers()
    {
        if (ElementType is H5ElementType.Other or H5ElementType.Text)
            throw new DataException($"{Where}: its elements are {Elements}, not numbers");
    }

    H5Layout DescribeLayout(H5Id creation)
    {
        var kind = (H5LayoutKind)H5Error.Read(Native.H5Pget_layout(creation.Value), Where);
        if (kind == H5LayoutKind.Contiguous && Native.H5Pget_external_count(creation.Value) > 0) kind = H5LayoutKind.External;
        if (kind != H5LayoutKind.Chunked) return new H5Layout(kind, [], []);
        long[] chunk = new long[Shape.Length];
        fixed (long* p = chunk) H5Error.Read(Native.H5Pget_chunk(creation.Value, chunk.Length, (ulong*)p), Where);
        int[] filters = new int[H5Error.Read(Native.H5Pget_nfilters(creation.Value), Where)];
        for (int i = 0; i < filters.Length; i++)
        {
            nint values = 0;
            filters[i] = (int)H5Error.Read(Native.H5Pget_filter2(creation.Value, (uint)i, out _, ref values, null, 0, null, out _), Where);
        }
        return new H5Layout(kind, chunk, filters);
    }

    string[] DescribeExternalFiles(H5Id creation)
    {
        const int longest = 4096;
        string[] names = new string[H5Error.Read(Native.H5Pget_external_count(creation.Value), Where)];
        byte[] name = new byte[longest + 1];
        fixed (byte* p = name)
        {
            for (int i = 0; i < names.Length; i++)
            {
                H5Error.Read(Native.H5Pget_external(creation.Value, (uint)i, longest, p, out _, out _), Where);
                names[i] = Marshal.PtrToStringUTF8((nint)p)!;
            }
        }
        return names;
    }

    string[] DescribeVirtualFiles(H5Id creation)
    {
        H5Error.Read(Native.H5Pget_virtual_count(creation.Value, out nint count), Where);
        string[] names = new string[count];
        for (int i = 0; i < names.Length; i++)
        {
            byte[] name = new byte[H5Error.Read(Native.H5Pget_virtual_filename(creation.Value, i, null, 0), Where) + 1];
            fixed (byte* p = name)
            {
                H5Error.Read(Native.H5Pget_virtual_filename(creation.Value, i, p, name.Length), Where);
                names[i] = Marshal.PtrToStringUTF8((nint)p)!;
            }
        }
        return names;
    }

    long? FindOffset()
    {
        if (Layout.Kind != H5LayoutKind.Contiguous || Length == 0) return null;
        ulong offset = Native.H5Dget_offset(Id.Value);
        if (offset != Undefined) return (long)offset;
        _ = H5Error.Take();
        return null;
    }
}
