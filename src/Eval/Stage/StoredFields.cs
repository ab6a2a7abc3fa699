using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Turns a sample's stored bytes into physical values: shards in fp16 and bf16 hold normalised ones.</summary>
internal sealed class StoredFields(Manifest manifest)
{
    readonly float[] mean = [.. manifest.Channels.Select(c => (float)c.Mean)];
    readonly float[] deviation = [.. manifest.Channels.Select(c => (float)c.StandardDeviation)];

    /// <summary>Decodes [H, W, C], NaN where missing.</summary>
    public void Decode(ReadOnlySpan<byte> stored, Span<float> fields)
    {
        switch (manifest.ElementType)
        {
            case ElementType.Float32:
                MemoryMarshal.Cast<byte, float>(stored).CopyTo(fields);
                break;
            case ElementType.Float16:
                var halves = MemoryMarshal.Cast<byte, Half>(stored);
                for (int i = 0; i < fields.Length; i++) fields[i] = Physical((float)halves[i], i);
                break;
            case ElementType.BFloat16:
                // bfloat16 is the upper half of a single.
                var upper = MemoryMarshal.Cast<byte, ushort>(stored);
                for (int i = 0; i < fields.Length; i++) fields[i] = Physical(BitConverter.UInt32BitsToSingle((uint)upper[i] << 16), i);
                break;
            default:
                throw new DataException($"The set holds its fields as {manifest.ElementType}; expected fp32, fp16 or bf16.");
        }
    }

    float Physical(float normalised, int index) => normalised * deviation[index % mean.Length] + mean[index % mean.Length];
}
