using System.Runtime.InteropServices;
using System.Text;

namespace Rossby.NetCdf;

/// <summary>An attribute of a variable or a file, with its values as they are stored.</summary>
public sealed class NetCdfAttribute
{
    readonly byte[] raw;
    readonly string[]? strings;

    internal NetCdfAttribute(string name, NetCdfType type, byte[] raw)
    {
        Name = name;
        Type = type;
        this.raw = raw;
    }

    internal NetCdfAttribute(string name, string[] strings) : this(name, NetCdfType.String, []) => this.strings = strings;

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>The stored type.</summary>
    public NetCdfType Type { get; }

    /// <summary>Whether it is characters or strings.</summary>
    public bool IsText => Type is NetCdfType.Char or NetCdfType.String;

    /// <summary>Whether it holds numbers.</summary>
    public bool IsNumeric => !IsText && Type != NetCdfType.Other;

    /// <summary>Its text as UTF-8, without trailing NULs, several strings joined by commas; null when it is not text.</summary>
    public string? Text => strings != null ? string.Join(", ", strings) : Type == NetCdfType.Char ? Encoding.UTF8.GetString(raw).TrimEnd('\0') : null;

    /// <summary>Its numbers as double; empty when it is text. 64-bit integers beyond 2^53 are rounded: <see cref="Integers"/> keeps them.</summary>
    public double[] Numbers => Type switch
    {
        NetCdfType.Float => Convert<float>(x => x),
        NetCdfType.Double => Convert<double>(x => x),
        NetCdfType.UInt64 => Convert<ulong>(x => x),
        _ => [.. Integers.Select(x => (double)x)],
    };

    /// <summary>Its integers, unsigned 64-bit ones wrapped; empty when it is text or floating point.</summary>
    public long[] Integers => Type switch
    {
        NetCdfType.Byte => Convert<sbyte, long>(x => x),
        NetCdfType.UByte => Convert<byte, long>(x => x),
        NetCdfType.Short => Convert<short, long>(x => x),
        NetCdfType.UShort => Convert<ushort, long>(x => x),
        NetCdfType.Int => Convert<int, long>(x => x),
        NetCdfType.UInt => Convert<uint, long>(x => x),
        NetCdfType.Int64 => Convert<long, long>(x => x),
        NetCdfType.UInt64 => Convert<ulong, long>(x => (long)x),
        _ => [],
    };

    /// <summary>As <c>ncdump</c> would show it, roughly.</summary>
    public override string ToString() => $"{Name} = {(Text is { } text ? $"\"{text}\"" : string.Join(", ", Numbers))}";

    double[] Convert<T>(Func<T, double> convert) where T : unmanaged => Convert<T, double>(convert);

    TOut[] Convert<T, TOut>(Func<T, TOut> convert) where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(raw);
        var converted = new TOut[values.Length];
        for (int i = 0; i < converted.Length; i++) converted[i] = convert(values[i]);
        return converted;
    }
}
