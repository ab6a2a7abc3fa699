using System.Runtime.InteropServices;
using System.Text;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>A variable of an open file. Reading is safe from any thread.</summary>
public sealed class NetCdfVariable
{
    readonly INetCdfStore store;

    internal NetCdfVariable(INetCdfStore store, string path, string name, NetCdfType type, NetCdfDimension[] dimensions, NetCdfAttributes attributes)
    {
        this.store = store;
        FilePath = path;
        Name = name;
        Type = type;
        Dimensions = dimensions;
        Attributes = attributes;
        Shape = [.. dimensions.Select(d => d.Length)];
        Length = Elements(Shape) ?? throw new DataException($"{Where}: it claims [{string.Join(", ", Shape)}] elements, more than 2^63");
    }

    /// <summary>The file it is in.</summary>
    public string FilePath { get; }

    /// <summary>Its name; that of a netCDF-4 group's has the group before it, <c>group/name</c>.</summary>
    public string Name { get; }

    /// <summary>The stored type; an enumeration has the type of its values.</summary>
    public NetCdfType Type { get; }

    /// <summary>Bytes of one element; 0 for strings and what is not read.</summary>
    public int ElementBytes => Type.Bytes();

    /// <summary>Its dimensions, slowest first; none for a scalar.</summary>
    public IReadOnlyList<NetCdfDimension> Dimensions { get; }

    /// <summary>Its attributes.</summary>
    public NetCdfAttributes Attributes { get; }

    /// <summary>The lengths of its dimensions.</summary>
    public long[] Shape { get; }

    /// <summary>The number of its elements.</summary>
    public long Length { get; }

    /// <summary>Why its values cannot be read: a filter that is not installed, elements that are no numbers, damage; null when they can.</summary>
    public string? Refusal { get; init; }

    /// <summary>What the store calls it.</summary>
    internal int StoreId { get; init; }

    /// <summary>File and variable, as messages name them.</summary>
    internal string Where => $"{FilePath}: {Name}";

    /// <summary>
    /// Where its elements begin in the file, for reading parts of it without this library; null unless they lie there in one piece and in the machine's byte order.
    /// </summary>
    public long? Offset => Refusal == null ? store.OffsetOf(this) : null;

    /// <summary>Reads a hyperslab as it is stored, in the machine's byte order, row-major; nothing is unpacked.</summary>
    /// <param name="destination">Elements of the slab times <see cref="ElementBytes"/> bytes.</param>
    /// <param name="start">First index on each axis.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <exception cref="DataException">The data are damaged, cut short or of a type that is not read.</exception>
    public void ReadRaw(Span<byte> destination, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        long elements = RequireSlab(start, count);
        if (ElementBytes == 0) throw new DataException($"{Where}: it holds text, not numbers");
        if (elements * ElementBytes != destination.Length)
            throw new ArgumentException($"{Where}: slab of [{string.Join(", ", count.ToArray())}] needs {elements * ElementBytes} bytes, got {destination.Length}");
        if (elements > 0) store.Read(this, start, count, destination);
    }

    /// <summary>Reads a hyperslab of the stored type; bytes and characters of any sort may be seen as one another.</summary>
    /// <inheritdoc cref="ReadRaw"/>
    public void Read<T>(Span<T> destination, ReadOnlySpan<long> start, ReadOnlySpan<long> count) where T : unmanaged
    {
        if (!Type.IsSeenAs(NetCdfTypes.Of<T>())) throw new DataException($"{Where}: holds {Type}, not {NetCdfTypes.Of<T>()}");
        ReadRaw(MemoryMarshal.AsBytes(destination), start, count);
    }

    /// <summary>Reads all of it in the stored type.</summary>
    /// <inheritdoc cref="ReadRaw"/>
    public T[] Read<T>() where T : unmanaged
    {
        var values = new T[RequireSlab(new long[Shape.Length], Shape)];
        Read<T>(values, new long[Shape.Length], Shape);
        return values;
    }

    /// <summary>Reads a hyperslab of any numeric type as double; nothing is unpacked, missing values stay as they are.</summary>
    /// <inheritdoc cref="ReadRaw"/>
    public double[] ReadDoubles(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        byte[] raw = new byte[checked(RequireSlab(start, count) * ElementBytes)];
        ReadRaw(raw, start, count);
        return new NetCdfAttribute(Name, Type, raw).Numbers;
    }

    /// <summary>Reads all of it as double; nothing is unpacked, missing values stay as they are.</summary>
    /// <inheritdoc cref="ReadRaw"/>
    public double[] ReadDoubles() => ReadDoubles(new long[Shape.Length], Shape);

    /// <summary>Reads a hyperslab decoded: unpacked, missing values NaN. See <see cref="PackedValues"/>.</summary>
    /// <inheritdoc cref="ReadRaw"/>
    public float[] ReadDecoded(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        float[] values = new float[RequireSlab(start, count)];
        PackedValues.Of(this).Read(values, start, count);
        return values;
    }

    /// <summary>Reads all of it decoded: unpacked, missing values NaN. See <see cref="PackedValues"/>.</summary>
    /// <inheritdoc cref="ReadRaw"/>
    public float[] ReadDecoded() => ReadDecoded(new long[Shape.Length], Shape);

    /// <summary>Reads all text: strings as they are; of characters, each run of the last axis is one text, trailing NULs and blanks cut off.</summary>
    /// <exception cref="DataException">It is not text, or damaged.</exception>
    public string[] ReadTexts()
    {
        RequireReadable(Length);
        if (Type == NetCdfType.String) return Length == 0 ? [] : store.ReadStrings(this);
        if (Type != NetCdfType.Char) throw new DataException($"{Where}: holds {Type}, not text");
        byte[] characters = new byte[Length];
        ReadRaw(characters, new long[Shape.Length], Shape);
        int width = Shape.Length == 0 ? 1 : (int)Shape[^1];
        string[] texts = new string[width == 0 ? 0 : characters.Length / width];
        for (int i = 0; i < texts.Length; i++) texts[i] = Encoding.UTF8.GetString(characters, i * width, width).TrimEnd('\0', ' ');
        return texts;
    }

    /// <summary>To be asked before memory is made for that many values.</summary>
    /// <exception cref="DataException">It cannot be read, or not that many values at once.</exception>
    public void RequireReadable(long elements)
    {
        if (Refusal != null) throw new DataException($"{Where}: {Refusal}");
        if (elements > int.MaxValue / Math.Max(1, ElementBytes)) throw new DataException($"{Where}: {elements} values of {ElementBytes} bytes are more than can be read at once");
    }

    static long? Elements(long[] shape)
    {
        long product = 1;
        foreach (long extent in shape)
        {
            if (extent == 0) return 0;
            if (product > long.MaxValue / extent) return null;
            product *= extent;
        }
        return product;
    }

    long RequireSlab(ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        bool inside = start.Length == Shape.Length && count.Length == Shape.Length;
        long elements = 1;
        for (int i = 0; inside && i < Shape.Length; i++)
        {
            inside = start[i] >= 0 && count[i] >= 0 && start[i] <= Shape[i] - count[i];
            elements *= count[i];
        }
        RequireReadable(elements);
        if (inside) return elements;
        throw new ArgumentException(
            $"{Where}: slab start [{string.Join(", ", start.ToArray())}] count [{string.Join(", ", count.ToArray())}] is not inside [{string.Join(", ", Shape)}]");
    }
}
