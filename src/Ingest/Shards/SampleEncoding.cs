using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Turns physical values into a shard's bytes: fp32 as they are; fp16 and bf16 normalised, rounded to nearest, ties to even.</summary>
/// <param name="type">How they are stored.</param>
/// <param name="normalisation">Mean and standard deviation of each channel; not used by fp32.</param>
internal sealed class SampleEncoding(ElementType type, (double Mean, double StandardDeviation)[] normalisation)
{
    /// <summary>Encodes a sample [H, W, C]; missing values stay NaN.</summary>
    internal byte[] Encode(ReadOnlySpan<float> hwc)
    {
        if (type == ElementType.Float32) return MemoryMarshal.AsBytes(hwc).ToArray();
        byte[] bytes = new byte[hwc.Length * 2];
        var stored = MemoryMarshal.Cast<byte, ushort>(bytes.AsSpan());
        int channels = normalisation.Length;
        for (int i = 0, c = 0; i < hwc.Length; i++, c = c + 1 == channels ? 0 : c + 1)
        {
            float normal = (float)((hwc[i] - normalisation[c].Mean) / normalisation[c].StandardDeviation);
            stored[i] = type == ElementType.Float16 ? BitConverter.HalfToUInt16Bits((Half)normal) : BFloat16(normal);
        }
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(stored, stored);
        return bytes;
    }

    static ushort BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        if (float.IsNaN(value)) return (ushort)(bits >> 16 | 0x40); // a payload in the lower half must not become infinity
        return (ushort)(bits + 0x7FFF + (bits >> 16 & 1) >> 16);
    }
}
