using Rossby.Core;

namespace Rossby.Tests.Unit;

/// <summary>Batch memory in plain arrays.</summary>
sealed class ArrayBatch(int capacity, int dataBytes, int labelBytes) : IBatchMemory
{
    readonly byte[] data = new byte[capacity * dataBytes], labels = new byte[capacity * labelBytes];

    public int Capacity => capacity;

    public Span<byte> Data(int sample) => data.AsSpan(sample * dataBytes, dataBytes);

    public Span<byte> Labels(int sample) => labels.AsSpan(sample * labelBytes, labelBytes);
}
