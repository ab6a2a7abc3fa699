using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>A split of a staged set as physical fields.</summary>
internal sealed class StagedFieldSamples(Manifest manifest, SampleReader reader) : IFieldSamples
{
    readonly StoredFields stored = new(manifest);
    readonly byte[] data = new byte[reader.DataBytes];

    /// <inheritdoc/>
    public int Count => reader.Count;

    /// <inheritdoc/>
    public int Cells => reader.LabelBytes;

    /// <inheritdoc/>
    public void Read(int sample, Span<float> fields, Span<byte> labels)
    {
        reader.ReadData(sample, data);
        stored.Decode(data, fields);
        reader.ReadLabels(sample, labels);
    }
}
