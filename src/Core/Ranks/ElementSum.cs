using System.Numerics;
using System.Runtime.CompilerServices;

namespace Rossby.Core;

/// <summary>Adds vectors of any floating-point type element by element; the narrow ones in single precision, rounded to nearest even at each addition.</summary>
public static unsafe class ElementSum
{
    /// <summary>into += from.</summary>
    /// <exception cref="ArgumentException">No floating-point type.</exception>
    public static void Add(void* into, void* from, long count, ElementType type)
    {
        switch (type)
        {
            case ElementType.Float32: Add((float*)into, (float*)from, count); break;
            case ElementType.Float64: Add((double*)into, (double*)from, count); break;
            case ElementType.BFloat16: Add((BFloat*)into, (BFloat*)from, count); break;
            case ElementType.Float16: AddHalves((Half*)into, (Half*)from, count); break;
            default: throw new ArgumentException($"{type} has no sum.", nameof(type));
        }
    }

    static void Add<T>(T* into, T* from, long count) where T : unmanaged, INumberBase<T>
    {
        long i = 0;
        for (; i + Vector<T>.Count <= count; i += Vector<T>.Count)
            Unsafe.WriteUnaligned(into + i, Unsafe.ReadUnaligned<Vector<T>>(into + i) + Unsafe.ReadUnaligned<Vector<T>>(from + i));
        for (; i < count; i++) into[i] += from[i];
    }

    static void Add(BFloat* into, BFloat* from, long count)
    {
        long i = 0;
        for (; i + Vector<ushort>.Count <= count; i += Vector<ushort>.Count)
        {
            Vector.Widen(Unsafe.ReadUnaligned<Vector<ushort>>(into + i), out var low, out var high);
            Vector.Widen(Unsafe.ReadUnaligned<Vector<ushort>>(from + i), out var fromLow, out var fromHigh);
            Unsafe.WriteUnaligned(into + i, Vector.Narrow(BFloat.Narrow(Single(low) + Single(fromLow)), BFloat.Narrow(Single(high) + Single(fromHigh))));
        }
        for (; i < count; i++) into[i] = BFloat.Of(into[i].Value + from[i].Value);

        static Vector<float> Single(Vector<uint> bits) => Vector.AsVectorSingle(bits << 16);
    }

    static void AddHalves(Half* into, Half* from, long count)
    {
        for (long i = 0; i < count; i++) into[i] = (Half)((float)into[i] + (float)from[i]);
    }
}
