using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Turns physical values into a shard's bytes: fp32 as they are; fp16 and bf16 normalised, rounded to nearest, ties to even.</summary>
/// <param name="type">How they are stored.</param>
/// <param name="normalisation">Mean and standard deviation of each channel; not used by fp32.</param>
internal sealed class SampleEncoding(ElementType type, (double Mean, double StandardDeviation)[] normalisation)
{
    /// <summary>Normalises values where they are, when the type asks for it; missing ones stay NaN.</summary>
    /// <param name="planar">[C, cells].</param>
    /// <param name="firstChannel">The first of them among all.</param>
    /// <param name="channels">C.</param>
    internal void Normalise(Span<float> planar, int firstChannel, int channels)
    {
        if (type != ElementType.Float32) ByChannel(planar, firstChannel, channels);
    }

    /// <summary>Encodes cells that are normalised.</summary>
    /// <param name="planar">[C, N].</param>
    /// <param name="channels">C.</param>
    /// <param name="first">The first of the N cells to be encoded.</param>
    /// <param name="turned">[cells, C]: room for those to be encoded.</param>
    /// <returns>The bytes of [cells, C], in <paramref name="turned"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Span<byte> Encode(ReadOnlySpan<float> planar, int channels, int first, Span<float> turned)
    {
        ChannelsLast.Interleave(planar, channels, first, turned);
        var bytes = MemoryMarshal.AsBytes(turned);
        if (type == ElementType.Float32) return bytes;
        // A half takes the place of a value that was read already.
        var halves = MemoryMarshal.Cast<byte, ushort>(bytes)[..turned.Length];
        for (int i = 0; i < turned.Length; i++)
        {
            ushort half = type == ElementType.Float16 ? BitConverter.HalfToUInt16Bits((Half)turned[i]) : BFloat16(turned[i]);
            halves[i] = BitConverter.IsLittleEndian ? half : BinaryPrimitives.ReverseEndianness(half);
        }
        return bytes[..(2 * turned.Length)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    void ByChannel(Span<float> planar, int firstChannel, int channels)
    {
        int cells = planar.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            var (mean, deviation) = normalisation[firstChannel + c];
            foreach (ref float value in planar.Slice(c * cells, cells)) value = (float)((value - mean) / deviation);
        }
    }

    static ushort BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value)) return (ushort)(bits >> 16 | 0x40); // a payload in the lower half must not become infinity
        return (ushort)(bits + 0x7FFF + (bits >> 16 & 1) >> 16);
    }
}
