using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rossby.Core;

/// <summary>Adds vectors of any floating-point type element by element; the narrow ones in single precision, rounded to nearest even at each addition.</summary>
/// <remarks>Compiled at its best at once: what is measured when a job begins is what it gets.</remarks>
public static unsafe class ElementSum
{
    /// <summary>into += from.</summary>
    /// <exception cref="ArgumentException">No floating-point type.</exception>
    public static void Add(void* into, void* from, long count, ElementType type) => Add(into, into, from, count, type);

    /// <summary>sum = one + other; the sum may be where one of them is.</summary>
    /// <exception cref="ArgumentException">No floating-point type.</exception>
    public static void Add(void* sum, void* one, void* other, long count, ElementType type)
    {
        switch (type)
        {
            case ElementType.Float32: Add((float*)sum, (float*)one, (float*)other, count); break;
            case ElementType.Float64: Add((double*)sum, (double*)one, (double*)other, count); break;
            case ElementType.BFloat16: Add((BFloat*)sum, (BFloat*)one, (BFloat*)other, count); break;
            case ElementType.Float16: AddHalves((Half*)sum, (Half*)one, (Half*)other, count); break;
            default: throw new ArgumentException($"{type} has no sum.", nameof(type));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Add<T>(T* sum, T* one, T* other, long count) where T : unmanaged, INumberBase<T>
    {
        long i = 0;
        for (; i + Vector<T>.Count <= count; i += Vector<T>.Count)
            Unsafe.WriteUnaligned(sum + i, Unsafe.ReadUnaligned<Vector<T>>(one + i) + Unsafe.ReadUnaligned<Vector<T>>(other + i));
        for (; i < count; i++) sum[i] = one[i] + other[i];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Add(BFloat* sum, BFloat* one, BFloat* other, long count)
    {
        long i = 0;
        for (; i + Vector<ushort>.Count <= count; i += Vector<ushort>.Count)
        {
            Vector.Widen(Unsafe.ReadUnaligned<Vector<ushort>>(one + i), out var low, out var high);
            Vector.Widen(Unsafe.ReadUnaligned<Vector<ushort>>(other + i), out var otherLow, out var otherHigh);
            Unsafe.WriteUnaligned(sum + i, Vector.Narrow(BFloat.Narrow(Single(low) + Single(otherLow)), BFloat.Narrow(Single(high) + Single(otherHigh))));
        }
        for (; i < count; i++) sum[i] = BFloat.Of(one[i].Value + other[i].Value);

        static Vector<float> Single(Vector<uint> bits) => Vector.AsVectorSingle(bits << 16);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void AddHalves(Half* sum, Half* one, Half* other, long count)
    {
        for (long i = 0; i < count; i++) sum[i] = (Half)((float)one[i] + (float)other[i]);
    }
}
