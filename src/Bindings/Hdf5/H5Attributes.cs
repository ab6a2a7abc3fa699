using System.Runtime.InteropServices;
using System.Text;
using Rossby.Core;

namespace Rossby.Hdf5;

/// <summary>The attributes of one object. Text is written as UTF-8 of fixed length; both fixed and variable length are read.</summary>
public sealed unsafe class H5Attributes
{
    const int Most = 1 << 24;
    readonly H5Object owner;

    internal H5Attributes(H5Object owner) => this.owner = owner;

    /// <summary>Their names, sorted by bytes.</summary>
    /// <exception cref="DataException">The object is damaged.</exception>
    public IReadOnlyList<string> Names
    {
        get
        {
            using var gate = HdfGate.Enter();
            // H5Aget_num_attrs takes no file, where the other calls mean its root group.
            using var here = new H5Id(H5Error.Read(Native.H5Oopen(owner.Id.Value, ".", 0), owner.Where));
            string[] names = new string[H5Error.Read(Native.H5Aget_num_attrs(here.Value), owner.Where)];
            for (int i = 0; i < names.Length; i++)
            {
                nint length = (nint)H5Error.Read(Native.H5Aget_name_by_idx(owner.Id.Value, ".", 0, 0, (ulong)i, null, 0, 0), owner.Where);
                byte[] buffer = new byte[length + 1];
                fixed (byte* p = buffer)
                {
                    H5Error.Read(Native.H5Aget_name_by_idx(owner.Id.Value, ".", 0, 0, (ulong)i, p, length + 1, 0), owner.Where);
                    names[i] = Marshal.PtrToStringUTF8((nint)p)!;
                }
            }
            return names;
        }
    }

    /// <summary>Whether there is one of that name.</summary>
    public bool Has(string name)
    {
        using var gate = HdfGate.Enter();
        return H5Error.Read(Native.H5Aexists(owner.Id.Value, name), Where(name)) > 0;
    }

    /// <summary>A text attribute's first string.</summary>
    /// <exception cref="DataException">It is missing or not text.</exception>
    public string GetText(string name) => GetTexts(name) is [var first, ..] ? first : "";

    /// <summary>A text attribute's strings; trailing NULs are not part of them.</summary>
    /// <exception cref="DataException">It is missing or not text.</exception>
    public string[] GetTexts(string name)
    {
        using var gate = HdfGate.Enter();
        using var attribute = Open(name);
        using var type = new H5Id(H5Error.Read(Native.H5Aget_type(attribute.Value), Where(name)));
        if (H5Types.Describe(type.Value).Type != H5ElementType.Text) throw new DataException($"{Where(name)} is not text");
        string[] texts = new string[Count(attribute, name)];
        if (texts.Length == 0) return texts;
        bool variable = Native.H5Tis_variable_str(type.Value) > 0;
        int bytes = variable ? sizeof(byte*) : (int)Native.H5Tget_size(type.Value);
        byte[] buffer = new byte[texts.Length * bytes];
        fixed (byte* p = buffer)
        {
            H5Error.Read(Native.H5Aread(attribute.Value, type.Value, p), Where(name));
            H5Types.Texts(p, bytes, variable, texts);
        }
        return texts;
    }

    /// <summary>What an attribute's elements are, and how many.</summary>
    /// <exception cref="DataException">It is missing or damaged.</exception>
    public (H5ElementType Type, int Count) Describe(string name)
    {
        using var gate = HdfGate.Enter();
        using var attribute = Open(name);
        using var type = new H5Id(H5Error.Read(Native.H5Aget_type(attribute.Value), Where(name)));
        return (H5Types.Describe(type.Value).Type, Count(attribute, name));
    }

    /// <summary>The addresses (<see cref="H5Object.Address"/>) in an attribute that lists object references, such as <c>DIMENSION_LIST</c>; one list per element.</summary>
    /// <exception cref="DataException">It is missing, damaged, or holds something else.</exception>
    public ulong[][] GetReferenceLists(string name)
    {
        using var gate = HdfGate.Enter();
        using var attribute = Open(name);
        using var type = new H5Id(H5Error.Read(Native.H5Tvlen_create(Native.Predefined("H5T_STD_REF_OBJ_g")), Where(name)));
        var lists = new ulong[Count(attribute, name)][];
        nint[] found = new nint[2 * lists.Length]; // hvl_t: length and pointer
        fixed (nint* p = found)
        {
            if (lists.Length > 0) H5Error.Read(Native.H5Aread(attribute.Value, type.Value, p), Where(name));
        }
        for (int i = 0; i < lists.Length; i++)
        {
            lists[i] = found[2 * i] == 0 ? [] : new ReadOnlySpan<ulong>((void*)found[2 * i + 1], (int)found[2 * i]).ToArray();
            if (found[2 * i + 1] != 0) _ = Native.H5free_memory((void*)found[2 * i + 1]);
        }
        return lists;
    }

    /// <summary>A numeric attribute, converted to <typeparamref name="T"/> (float, double, any integer).</summary>
    /// <exception cref="DataException">It is missing or not numeric.</exception>
    public T[] GetNumbers<T>(string name) where T : unmanaged
    {
        using var gate = HdfGate.Enter();
        using var attribute = Open(name);
        using var type = new H5Id(H5Error.Read(Native.H5Aget_type(attribute.Value), Where(name)));
        if (H5Types.Describe(type.Value).Type is H5ElementType.Text or H5ElementType.Other) throw new DataException($"{Where(name)} is not numeric");
        var numbers = new T[Count(attribute, name)];
        fixed (T* p = numbers) if (numbers.Length > 0) H5Error.Read(Native.H5Aread(attribute.Value, H5Types.Memory<T>(), p), Where(name));
        return numbers;
    }

    /// <summary>Writes one string.</summary>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public void SetText(string name, string value) => WriteTexts(name, [value], []);

    /// <summary>Writes an array of strings, each padded with NULs to the longest.</summary>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public void SetTexts(string name, params IReadOnlyList<string> values) => WriteTexts(name, values, [values.Count]);

    /// <summary>Writes one number.</summary>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public void SetNumber(string name, double value) => WriteNumbers(name, H5ElementType.Float64, [value], []);

    /// <summary>Writes one integer.</summary>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public void SetNumber(string name, long value) => WriteNumbers(name, H5ElementType.Int64, [value], []);

    /// <summary>Writes an array of numbers as float64.</summary>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public void SetNumbers(string name, ReadOnlySpan<double> values) => WriteNumbers(name, H5ElementType.Float64, values, [values.Length]);

    /// <summary>Writes an array of integers as int64.</summary>
    /// <exception cref="StorageException">It exists, or the file cannot be written.</exception>
    public void SetNumbers(string name, ReadOnlySpan<long> values) => WriteNumbers(name, H5ElementType.Int64, values, [values.Length]);

    void WriteTexts(string name, IReadOnlyList<string> values, ReadOnlySpan<long> shape)
    {
        const int utf8 = 1, nullPadded = 1;
        using var gate = HdfGate.Enter();
        int bytes = Math.Max(1, values.Count == 0 ? 1 : values.Max(Encoding.UTF8.GetByteCount));
        byte[] buffer = new byte[Math.Max(1, values.Count * bytes)];
        for (int i = 0; i < values.Count; i++) Encoding.UTF8.GetBytes(values[i], buffer.AsSpan(i * bytes, bytes));
        using var type = new H5Id(H5Error.Write(Native.H5Tcopy(Native.Predefined("H5T_C_S1_g")), Where(name)));
        H5Error.Write(Native.H5Tset_size(type.Value, bytes), Where(name));
        H5Error.Write(Native.H5Tset_strpad(type.Value, nullPadded), Where(name));
        H5Error.Write(Native.H5Tset_cset(type.Value, utf8), Where(name));
        using var space = H5Space.Create(shape, Where(name));
        using var attribute = new H5Id(H5Error.Write(Native.H5Acreate2(owner.Id.Value, name, type.Value, space.Value, 0, 0), Where(name)));
        fixed (byte* p = buffer) H5Error.Write(Native.H5Awrite(attribute.Value, type.Value, p), Where(name));
    }

    void WriteNumbers<T>(string name, H5ElementType type, ReadOnlySpan<T> values, ReadOnlySpan<long> shape) where T : unmanaged
    {
        using var gate = HdfGate.Enter();
        using var space = H5Space.Create(shape, Where(name));
        using var attribute = new H5Id(H5Error.Write(Native.H5Acreate2(owner.Id.Value, name, H5Types.File(type), space.Value, 0, 0), Where(name)));
        fixed (T* p = values) if (values.Length > 0) H5Error.Write(Native.H5Awrite(attribute.Value, H5Types.Memory<T>(), p), Where(name));
    }

    H5Id Open(string name)
    {
        if (!Has(name)) throw new DataException($"{Where(name)} is missing; there are: {string.Join(", ", Names)}");
        return new H5Id(H5Error.Read(Native.H5Aopen(owner.Id.Value, name, 0), Where(name)));
    }

    int Count(H5Id attribute, string name)
    {
        using var space = new H5Id(H5Error.Read(Native.H5Aget_space(attribute.Value), Where(name)));
        long count = H5Error.Read(Native.H5Sget_simple_extent_npoints(space.Value), Where(name));
        // The library keeps attributes of at most 64 KiB in headers; a few megabytes are the most that others hold.
        return count <= Most ? (int)count : throw new DataException($"{Where(name)}: it claims {count} values");
    }

    string Where(string name) => $"{owner.Where}: attribute {name}";
}
