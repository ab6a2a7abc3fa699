using System.Runtime.InteropServices;
using System.Text;

namespace Rossby.Hdf5;

/// <summary>Datatype identifiers: those of the file (always little-endian when we write) and those of memory.</summary>
internal static unsafe class H5Types
{
    const int BigEndian = 1;

    static long float16 = -1, bfloat16 = -1;

    /// <summary>The file type that we write. Predefined or made once; never closed. Call under the gate.</summary>
    internal static long File(H5ElementType type) => type switch
    {
        H5ElementType.Float32 => Native.Predefined("H5T_IEEE_F32LE_g"),
        H5ElementType.Float64 => Native.Predefined("H5T_IEEE_F64LE_g"),
        H5ElementType.Float16 => float16 >= 0 ? float16 : float16 = SmallFloat(exponentBits: 5, mantissaBits: 10),
        H5ElementType.BFloat16 => bfloat16 >= 0 ? bfloat16 : bfloat16 = SmallFloat(exponentBits: 8, mantissaBits: 7),
        H5ElementType.UInt8 => Native.Predefined("H5T_STD_U8LE_g"),
        H5ElementType.Int8 => Native.Predefined("H5T_STD_I8LE_g"),
        H5ElementType.UInt16 => Native.Predefined("H5T_STD_U16LE_g"),
        H5ElementType.Int16 => Native.Predefined("H5T_STD_I16LE_g"),
        H5ElementType.UInt32 => Native.Predefined("H5T_STD_U32LE_g"),
        H5ElementType.Int32 => Native.Predefined("H5T_STD_I32LE_g"),
        H5ElementType.UInt64 => Native.Predefined("H5T_STD_U64LE_g"),
        H5ElementType.Int64 => Native.Predefined("H5T_STD_I64LE_g"),
        _ => throw new ArgumentException($"HDF5 element type {type} cannot be created", nameof(type)),
    };

    /// <summary>The memory type of a .NET number; the library converts between it and the file's. Call under the gate.</summary>
    internal static long Memory<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? Native.Predefined("H5T_NATIVE_FLOAT_g")
        : typeof(T) == typeof(double) ? Native.Predefined("H5T_NATIVE_DOUBLE_g")
        : typeof(T) == typeof(Half) ? File(H5ElementType.Float16)
        : typeof(T) == typeof(byte) ? Native.Predefined("H5T_NATIVE_UINT8_g")
        : typeof(T) == typeof(sbyte) ? Native.Predefined("H5T_NATIVE_INT8_g")
        : typeof(T) == typeof(ushort) ? Native.Predefined("H5T_NATIVE_UINT16_g")
        : typeof(T) == typeof(short) ? Native.Predefined("H5T_NATIVE_INT16_g")
        : typeof(T) == typeof(uint) ? Native.Predefined("H5T_NATIVE_UINT32_g")
        : typeof(T) == typeof(int) ? Native.Predefined("H5T_NATIVE_INT32_g")
        : typeof(T) == typeof(ulong) ? Native.Predefined("H5T_NATIVE_UINT64_g")
        : typeof(T) == typeof(long) ? Native.Predefined("H5T_NATIVE_INT64_g")
        : throw new ArgumentException($"HDF5 has no memory type for {typeof(T).Name}");

    /// <summary>What a file's datatype is, and whether it is big-endian. Call under the gate.</summary>
    internal static (H5ElementType Type, int Bytes, bool IsBigEndian) Describe(long type)
    {
        const int integer = 0, floating = 1, text = 3, enumeration = 8;
        int kind = Native.H5Tget_class(type), bytes = (int)Native.H5Tget_size(type);
        if (kind == enumeration) // a boolean or a flag: the integers beneath it
        {
            using var super = new H5Id(Native.H5Tget_super(type));
            return Describe(super.Value);
        }
        bool isBigEndian = kind is integer or floating && bytes > 1 && Native.H5Tget_order(type) == BigEndian;
        bool signed = kind == integer && Native.H5Tget_sign(type) != 0;
        var element = (kind, bytes, signed) switch
        {
            (floating, 4, _) => H5ElementType.Float32,
            (floating, 8, _) => H5ElementType.Float64,
            (floating, 2, _) => Native.H5Tget_ebias(type) == 127 ? H5ElementType.BFloat16 : H5ElementType.Float16,
            (integer, 1, false) => H5ElementType.UInt8,
            (integer, 1, true) => H5ElementType.Int8,
            (integer, 2, false) => H5ElementType.UInt16,
            (integer, 2, true) => H5ElementType.Int16,
            (integer, 4, false) => H5ElementType.UInt32,
            (integer, 4, true) => H5ElementType.Int32,
            (integer, 8, false) => H5ElementType.UInt64,
            (integer, 8, true) => H5ElementType.Int64,
            (text, _, _) => H5ElementType.Text,
            _ => H5ElementType.Other,
        };
        return (element, bytes, isBigEndian);
    }

    /// <summary>Whether a number fills its bytes as the standard one of its kind does, in either order: no bits left out, none of another meaning. Call under the gate.</summary>
    internal static bool IsStandard(long type)
    {
        const int enumeration = 8;
        if (Native.H5Tget_class(type) == enumeration)
        {
            using var super = new H5Id(Native.H5Tget_super(type));
            return IsStandard(super.Value);
        }
        var element = Describe(type).Type;
        if (element is H5ElementType.Text or H5ElementType.Other) return false;
        using var copy = new H5Id(Native.H5Tcopy(File(element)));
        if (Native.H5Tget_order(type) == BigEndian) _ = Native.H5Tset_order(copy.Value, BigEndian);
        return Native.H5Tequal(type, copy.Value) > 0;
    }

    /// <summary>What a type is called in messages when it is none that is read. Call under the gate.</summary>
    internal static string ClassName(long type) => Native.H5Tget_class(type) switch
    {
        0 => $"integers of {Native.H5Tget_size(type)} bytes",
        1 => $"floating-point numbers of {Native.H5Tget_size(type)} bytes",
        2 => "times",
        3 => "text",
        4 => "bit fields",
        5 => "opaque bytes",
        6 => "compounds",
        7 => "references",
        8 => "enumerations",
        9 => "sequences of variable length",
        10 => "arrays",
        _ => "of an unknown class",
    };

    /// <summary>Takes strings out of memory that HDF5 filled, and gives its own back.</summary>
    /// <param name="memory">Strings of <paramref name="bytes"/> bytes each, or pointers.</param>
    /// <param name="bytes">Of one element.</param>
    /// <param name="isVariable">Whether they are pointers.</param>
    /// <param name="texts">Receives them.</param>
    internal static void Texts(byte* memory, int bytes, bool isVariable, string[] texts)
    {
        for (int i = 0; i < texts.Length; i++)
        {
            if (!isVariable)
            {
                var text = new ReadOnlySpan<byte>(memory + (long)i * bytes, bytes);
                int end = text.IndexOf((byte)0);
                texts[i] = Encoding.UTF8.GetString(end < 0 ? text : text[..end]);
                continue;
            }
            byte* pointer = ((byte**)memory)[i];
            texts[i] = Marshal.PtrToStringUTF8((nint)pointer) ?? "";
            if (pointer != null) _ = Native.H5free_memory(pointer);
        }
    }

    // Fields first, then the size: HDF5 refuses a size that cuts a field off.
    static long SmallFloat(int exponentBits, int mantissaBits)
    {
        long type = H5Error.Write(Native.H5Tcopy(Native.Predefined("H5T_IEEE_F32LE_g")), "16-bit float type");
        H5Error.Write(Native.H5Tset_fields(type, 15, mantissaBits, exponentBits, 0, mantissaBits), "16-bit float type");
        H5Error.Write(Native.H5Tset_size(type, 2), "16-bit float type");
        H5Error.Write(Native.H5Tset_ebias(type, (1 << (exponentBits - 1)) - 1), "16-bit float type");
        return type;
    }
}
