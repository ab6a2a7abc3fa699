using Rossby.Core;

namespace Rossby.Tests.Unit;

/// <summary>Batch memory in plain arrays.</summary>
sealed class ArrayBatch(int capacity, int dataBytes, int labelBytes, int probabilities = 0) : IBatchMemory
{
    readonly byte[] data = new byte[capacity * dataBytes], labels = new byte[capacity * labelBytes];

    readonly float[] soft = new float[capacity * probabilities];

    public int Capacity => capacity;

    public Span<byte> Data(int sample) => data.AsSpan(sample * dataBytes, dataBytes);

    public Span<byte> Labels(int sample) => labels.AsSpan(sample * labelBytes, labelBytes);

    public Span<float> Probabilities(int sample) => soft.AsSpan(sample * probabilities, probabilities);
}
