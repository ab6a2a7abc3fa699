using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.NetCdf;

/// <summary>
/// Decodes the stored values of a variable by the CF conventions (2.5.1, 8.1) and the NetCDF Users' Guide (Attribute Conventions):
/// raw x <c>scale_factor</c> + <c>add_offset</c> in double, rounded once; NaN where raw equals <c>_FillValue</c>,
/// a <c>missing_value</c> or, without a <c>_FillValue</c>, the type's default fill (bytes have none), or lies outside
/// <c>valid_min</c>, <c>valid_max</c>, <c>valid_range</c>. Those are in packed units unless their type is the unpacked one, or they are floating-point and the stored integers cannot hold them.
/// <c>_Unsigned</c> turns the signedness of an integer type.
/// </summary>
public sealed class PackedValues
{
    readonly NetCdfVariable variable;
    readonly NetCdfType type;
    readonly double scale, offset;
    readonly byte[][] missing;
    readonly Bounds raw, unpacked;

    PackedValues(NetCdfVariable variable)
    {
        this.variable = variable;
        type = Signedness(variable);
        if (type.Bytes() == 0 || type == NetCdfType.Char) throw new DataException($"{variable.Where}: holds {variable.Type}, not numbers");
        var scaleFactor = Numeric("scale_factor");
        var addOffset = Numeric("add_offset");
        scale = Factor(scaleFactor) ?? 1;
        offset = Factor(addOffset) ?? 0;
        if (scale == 0) throw new DataException($"{variable.Where}: scale_factor is 0, which would make every value {offset}");
        IsPacked = scaleFactor != null || addOffset != null;
        missing = Missing();
        var unpackedType = IsPacked ? (scaleFactor ?? addOffset)!.Type : variable.Type;
        raw = unpacked = Unbounded;
        var limits = Limits().ToList();
        // Floating-point limits of which the stored integers cannot hold one are not in packed units, whatever the type of the scale.
        bool areFractions = limits.Exists(limit => limit.Attribute.Type is NetCdfType.Float or NetCdfType.Double && !IsHeld(limit.Attribute));
        foreach (var (attribute, low, high) in limits)
        {
            bool isUnpacked = IsPacked && attribute.Type != variable.Type && (attribute.Type == unpackedType || (areFractions && attribute.Type is NetCdfType.Float or NetCdfType.Double));
            var bounds = isUnpacked ? unpacked : raw;
            bounds = new Bounds(Math.Max(bounds.Low, low), Math.Min(bounds.High, high));
            if (isUnpacked) unpacked = bounds;
            else raw = bounds;
        }
    }

    readonly record struct Bounds(double Low, double High);

    static readonly Bounds Unbounded = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Whether values are scaled or shifted.</summary>
    public bool IsPacked { get; }

    /// <summary>Where values are float32 that stand as they are but for fill values: those; null where there is more to decode.</summary>
    public float[]? PlainFills =>
        type == NetCdfType.Float && !IsPacked && raw == Unbounded && unpacked == Unbounded ? [.. missing.Select(m => BitConverter.ToSingle(m))] : null;

    /// <summary>The decoding that a variable's attributes ask for.</summary>
    /// <exception cref="DataException">It holds no numbers, or a decoding attribute is not numeric.</exception>
    public static PackedValues Of(NetCdfVariable variable) => new(variable);

    /// <summary>Reads a hyperslab decoded to float32.</summary>
    /// <param name="destination">Exactly as many elements as the slab has.</param>
    /// <param name="start">First index on each axis.</param>
    /// <param name="count">Extent on each axis.</param>
    /// <exception cref="DataException">The data are damaged.</exception>
    public void Read(Span<float> destination, ReadOnlySpan<long> start, ReadOnlySpan<long> count)
    {
        int bytes = checked(destination.Length * variable.ElementBytes);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(bytes);
        try
        {
            variable.ReadRaw(buffer.AsSpan(0, bytes), start, count);
            Decode(buffer.AsSpan(0, bytes), destination);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Decodes stored values, in the machine's byte order, to float32 or double.</summary>
    /// <param name="stored">Elements times the variable's element bytes.</param>
    /// <param name="destination">As many elements.</param>
    public void Decode<TOut>(ReadOnlySpan<byte> stored, Span<TOut> destination) where TOut : unmanaged, INumber<TOut>
    {
        switch (type)
        {
            case NetCdfType.Byte: Decode<sbyte, TOut>(stored, destination); break;
            case NetCdfType.UByte: Decode<byte, TOut>(stored, destination); break;
            case NetCdfType.Short: Decode<short, TOut>(stored, destination); break;
            case NetCdfType.UShort: Decode<ushort, TOut>(stored, destination); break;
            case NetCdfType.Int: Decode<int, TOut>(stored, destination); break;
            case NetCdfType.UInt: Decode<uint, TOut>(stored, destination); break;
            case NetCdfType.Int64: Decode<long, TOut>(stored, destination); break;
            case NetCdfType.UInt64: Decode<ulong, TOut>(stored, destination); break;
            case NetCdfType.Float: Decode<float, TOut>(stored, destination); break;
            default: Decode<double, TOut>(stored, destination); break;
        }
    }

    void Decode<T, TOut>(ReadOnlySpan<byte> stored, Span<TOut> destination)
        where T : unmanaged, INumber<T>
        where TOut : unmanaged, INumber<TOut>
    {
        var values = MemoryMarshal.Cast<byte, T>(stored);
        if (values.Length != destination.Length) throw new ArgumentException($"{variable.Where}: {values.Length} stored values for {destination.Length}");
        if (Unsafe.SizeOf<T>() <= 2 && values.Length > 1 << 16) DecodeByTable(values, destination);
        else if (!IsPacked && raw == Unbounded && typeof(T) == typeof(float) && typeof(TOut) == typeof(float))
            CopyFloats(MemoryMarshal.Cast<T, float>(values), MemoryMarshal.Cast<TOut, float>(destination));
        else DecodeEach(values, destination);
    }

    // There are no more than 65,536 values to decode.
    void DecodeByTable<T, TOut>(ReadOnlySpan<T> values, Span<TOut> destination)
        where T : unmanaged, INumber<T>
        where TOut : unmanaged, INumber<TOut>
    {
        int bits = 8 * Unsafe.SizeOf<T>();
        var every = new T[1 << bits];
        for (int i = 0; i < every.Length; i++) every[i] = T.CreateTruncating(i);
        var table = new TOut[every.Length];
        DecodeEach<T, TOut>(every, table);
        if (bits == 8)
        {
            var bytes = MemoryMarshal.AsBytes(values);
            for (int i = 0; i < bytes.Length; i++) destination[i] = table[bytes[i]];
        }
        else
        {
            var shorts = MemoryMarshal.Cast<T, ushort>(values);
            for (int i = 0; i < shorts.Length; i++) destination[i] = table[shorts[i]];
        }
    }

    // Floats that stand as they are, but for those that mean missing.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void CopyFloats(ReadOnlySpan<float> values, Span<float> destination)
    {
        values.CopyTo(destination);
        foreach (byte[] bytes in missing)
        {
            float fill = MemoryMarshal.Read<float>(bytes);
            if (float.IsNaN(fill)) continue;
            var fills = new Vector<float>(fill);
            var nans = new Vector<float>(float.NaN);
            int i = 0;
            for (; i <= destination.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                var here = new Vector<float>(destination[i..]);
                Vector.ConditionalSelect(Vector.Equals(here, fills), nans, here).CopyTo(destination[i..]);
            }
            for (; i < destination.Length; i++)
                if (destination[i] == fill) destination[i] = float.NaN;
        }
    }

    void DecodeEach<T, TOut>(ReadOnlySpan<T> values, Span<TOut> destination)
        where T : unmanaged, INumber<T>
        where TOut : unmanaged, INumber<TOut>
    {
        Span<T> fills = stackalloc T[missing.Length];
        for (int i = 0; i < fills.Length; i++) fills[i] = MemoryMarshal.Read<T>(missing[i]);
        var nan = TOut.CreateTruncating(double.NaN);
        bool bounded = raw != Unbounded, boundedAfter = unpacked != Unbounded;
        for (int i = 0; i < values.Length; i++)
        {
            var value = values[i];
            double stands = double.CreateTruncating(value);
            bool isMissing = false;
            foreach (var fill in fills) isMissing |= value == fill;
            if (bounded) isMissing |= stands < raw.Low || stands > raw.High;
            if (IsPacked) stands = stands * scale + offset;
            if (boundedAfter) isMissing |= stands < unpacked.Low || stands > unpacked.High;
            destination[i] = isMissing ? nan : TOut.CreateTruncating(stands);
        }
    }

    // The values of _FillValue and missing_value as the stored type has them; one that the type cannot hold cannot occur.
    byte[][] Missing()
    {
        var found = new List<byte[]>();
        foreach (string name in (ReadOnlySpan<string>)["_FillValue", "missing_value"])
        {
            if (variable.Attributes.Find(name) is not { } attribute) continue;
            if (!attribute.IsNumeric && name == "_FillValue") throw new DataException($"{variable.Where}: {attribute} is not a number");
            if (!attribute.IsNumeric) continue; // text in missing_value is a remark, as netCDF4-python takes it too
            for (int i = 0; i < attribute.Numbers.Length; i++)
                if (StoredNumber.From(type, attribute, i) is { } bytes) found.Add(bytes);
        }
        if (variable.Attributes.Find("_FillValue") == null && DefaultFill.Of(type) is { } fill) found.Add(StoredNumber.Bytes(fill));
        return [.. found];
    }

    IEnumerable<(NetCdfAttribute Attribute, double Low, double High)> Limits()
    {
        if (Numeric("valid_range") is { } range)
        {
            if (range.Numbers.Length != 2) throw new DataException($"{variable.Where}: valid_range has {range.Numbers.Length} values, not 2");
            yield return (range, Limit(range, 0), Limit(range, 1));
        }
        if (Numeric("valid_min") is { } min) yield return (min, Limit(One(min), 0), double.PositiveInfinity);
        if (Numeric("valid_max") is { } max) yield return (max, double.NegativeInfinity, Limit(One(max), 0));
    }

    bool IsHeld(NetCdfAttribute limit) => Enumerable.Range(0, limit.Numbers.Length).All(i => StoredNumber.From(type, limit, i) != null);

    double? Factor(NetCdfAttribute? attribute)
    {
        if (attribute == null) return null;
        double factor = One(attribute).Numbers[0];
        return double.IsFinite(factor) ? factor : throw new DataException($"{variable.Where}: {attribute} is not finite");
    }

    NetCdfAttribute One(NetCdfAttribute attribute) =>
        attribute.Numbers.Length == 1 ? attribute : throw new DataException($"{variable.Where}: {attribute.Name} has {attribute.Numbers.Length} values, not 1");

    // A limit of the stored type turns its sign with the values.
    double Limit(NetCdfAttribute attribute, int index)
    {
        bool turned = type != variable.Type && attribute.Type == variable.Type;
        double value = turned ? StoredNumber.ToDouble(type, StoredNumber.From(type, attribute, index)!) : attribute.Numbers[index];
        // A double limit on floats is the float that it was written from.
        return variable.Type == NetCdfType.Float && !IsPacked ? (float)value : value;
    }

    NetCdfAttribute? Numeric(string name)
    {
        var attribute = variable.Attributes.Find(name);
        if (attribute == null) return null;
        return attribute.IsNumeric && attribute.Numbers.Length > 0 ? attribute : throw new DataException($"{variable.Where}: {attribute} is not a number");
    }

    static NetCdfType Signedness(NetCdfVariable variable) => (variable.Type, variable.Attributes.Text("_Unsigned")?.Trim().ToUpperInvariant()) switch
    {
        (NetCdfType.Byte, "TRUE") => NetCdfType.UByte,
        (NetCdfType.Short, "TRUE") => NetCdfType.UShort,
        (NetCdfType.Int, "TRUE") => NetCdfType.UInt,
        (NetCdfType.Int64, "TRUE") => NetCdfType.UInt64,
        (NetCdfType.UByte, "FALSE") => NetCdfType.Byte,
        (NetCdfType.UShort, "FALSE") => NetCdfType.Short,
        (NetCdfType.UInt, "FALSE") => NetCdfType.Int,
        (NetCdfType.UInt64, "FALSE") => NetCdfType.Int64,
        (var type, _) => type,
    };
}
