using Rossby.Core;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>A vector for each rank, and their sum in double precision.</summary>
sealed class Vectors
{
    readonly byte[][] given;
    readonly double[] expected, magnitude;
    readonly ElementType type;

    Vectors(int ranks, int count, ElementType type)
    {
        this.type = type;
        given = [.. Enumerable.Range(0, ranks).Select(_ => new byte[count * type.Bytes()])];
        (expected, magnitude) = (new double[count], new double[count]);
    }

    /// <summary>Numbers from -1 to 1.</summary>
    public static Vectors Random(int ranks, int count, ElementType type, Random random)
    {
        var vectors = new Vectors(ranks, count, type);
        foreach (byte[] bytes in vectors.given)
        {
            for (int i = 0; i < count; i++)
            {
                double value = Put(bytes, i, 2 * random.NextDouble() - 1, type);
                vectors.expected[i] += value;
                vectors.magnitude[i] += Math.Abs(value);
            }
        }
        return vectors;
    }

    /// <summary>Sums them by an algorithm, and looks at the result; every rank calls it.</summary>
    public void Check(IPointToPoint link, IAllreduce allreduce)
    {
        byte[] bytes = Sum(link, allreduce);
        // Each of at most as many additions as ranks rounds by at most half a unit in the last place of a partial sum.
        // The reference in double rounds as often, which counts where the result is in double too.
        double epsilon = type switch { ElementType.Float64 => 2 * 1.11e-16, ElementType.Float32 => 5.97e-8, ElementType.Float16 => 4.89e-4, _ => 3.91e-3 };
        // Halves below 2^-14 lie 2^-24 apart.
        double least = type == ElementType.Float16 ? 5.97e-8 : 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Math.Abs(Get(bytes, i, type) - expected[i]), allowed = link.Size * (epsilon * magnitude[i] + least);
            if (error > allowed) Assert.Fail($"{allreduce.Algorithm}, {link.Size} ranks, {type}, element {i} of {expected.Length}: {error} off, {allowed} allowed");
        }
        RequireSameBits(link, bytes, allreduce.Algorithm);
    }

    /// <summary>Sums them by an algorithm; every rank calls it.</summary>
    public unsafe byte[] Sum(IPointToPoint link, IAllreduce allreduce)
    {
        byte[] bytes = [.. given[link.Rank]];
        fixed (byte* p = bytes) allreduce.Sum(link, p, expected.Length, type);
        return bytes;
    }

    // Round a ring: who differs from a neighbour differs.
    static unsafe void RequireSameBits(IPointToPoint link, byte[] mine, AllreduceAlgorithm algorithm)
    {
        byte[] theirs = new byte[mine.Length];
        fixed (byte* from = mine, into = theirs)
        {
            nint incoming = link.Receive((link.Rank + link.Size - 1) % link.Size, into, theirs.Length), outgoing = link.Send((link.Rank + 1) % link.Size, from, mine.Length);
            link.Wait(ref incoming, ref outgoing);
        }
        Assert.True(mine.AsSpan().SequenceEqual(theirs), $"{algorithm}: ranks differ");
    }

    static double Put(byte[] into, int i, double value, ElementType type)
    {
        switch (type)
        {
            case ElementType.Float64:
                BitConverter.TryWriteBytes(into.AsSpan(8 * i), value);
                return value;
            case ElementType.Float32:
                BitConverter.TryWriteBytes(into.AsSpan(4 * i), (float)value);
                return (float)value;
            case ElementType.Float16:
                BitConverter.TryWriteBytes(into.AsSpan(2 * i), (Half)value);
                return (double)(Half)value;
            default:
                // Cut, not rounded: the value is what is stored either way.
                ushort bits = (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16);
                BitConverter.TryWriteBytes(into.AsSpan(2 * i), bits);
                return BitConverter.UInt32BitsToSingle((uint)bits << 16);
        }
    }

    static double Get(byte[] from, int i, ElementType type) => type switch
    {
        ElementType.Float64 => BitConverter.ToDouble(from, 8 * i),
        ElementType.Float32 => BitConverter.ToSingle(from, 4 * i),
        ElementType.Float16 => (double)BitConverter.ToHalf(from, 2 * i),
        _ => BitConverter.UInt32BitsToSingle((uint)BitConverter.ToUInt16(from, 2 * i) << 16),
    };
}
