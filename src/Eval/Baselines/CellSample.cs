using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>
/// Decided cells drawn from the training split with a probability per class, so that rare classes are kept whole; each carries the inverse of its
/// probability, so that weighted sums estimate those over the whole split.
/// </summary>
internal sealed class CellSample
{
    readonly double[] keep = new double[SegmentationClass.Count];
    List<float> features = [];
    List<byte> labels = [];
    readonly float[] mean;
    readonly float[] perDeviation;
    readonly ulong seed;

    /// <summary>Sets the probabilities.</summary>
    /// <param name="channels">Statistics by which the features are normalised.</param>
    /// <param name="expectedCells">How many cells of each class the split holds, about.</param>
    /// <param name="cellsPerClass">How many of each class to keep, about.</param>
    /// <param name="seed">From which the choice follows.</param>
    public CellSample(IReadOnlyList<ChannelStatistics> channels, IReadOnlyList<double> expectedCells, int cellsPerClass, ulong seed)
    {
        mean = [.. channels.Select(c => (float)c.Mean)];
        perDeviation = [.. channels.Select(c => c.StandardDeviation > 0 ? (float)(1 / c.StandardDeviation) : 0f)];
        for (int c = 0; c < keep.Length; c++) keep[c] = expectedCells[c] > cellsPerClass ? cellsPerClass / expectedCells[c] : 1;
        this.seed = seed;
    }

    /// <summary>Channels C.</summary>
    public int Channels => mean.Length;

    /// <summary>Cells kept.</summary>
    public int Count => labels.Count;

    /// <summary>Normalised values [Count, C]; a missing one is 0.</summary>
    public ReadOnlySpan<float> Features => CollectionsMarshal.AsSpan(features);

    /// <summary>Labels [Count].</summary>
    public ReadOnlySpan<byte> Labels => CollectionsMarshal.AsSpan(labels);

    /// <summary>How many cells of the split a kept cell of that class stands for.</summary>
    public double Weight(int classIndex) => 1 / keep[classIndex];

    /// <summary>Draws from one sample: fields [cells, C] in physical units, labels [cells].</summary>
    public void Add(int sample, ReadOnlySpan<float> fields, ReadOnlySpan<byte> sampleLabels)
    {
        for (int cell = 0; cell < sampleLabels.Length; cell++)
        {
            byte label = sampleLabels[cell];
            if (label == SegmentationClass.Ignore || Uniform((ulong)sample << 32 | (uint)cell) >= keep[label]) continue;
            var values = fields.Slice(cell * Channels, Channels);
            for (int c = 0; c < values.Length; c++) features.Add(Normalise(values[c], c));
            labels.Add(label);
        }
    }

    /// <summary>Strings together what all ranks have drawn, in the order of ranks.</summary>
    public void Join(ICommunicator communicator)
    {
        var (mine, whole) = ((Features: features, Labels: labels), (Features: new List<float>(), Labels: new List<byte>()));
        Span<byte> count = stackalloc byte[sizeof(int)];
        for (int rank = 0; rank < communicator.Size; rank++)
        {
            if (rank == communicator.Rank) BitConverter.TryWriteBytes(count, mine.Labels.Count);
            communicator.Broadcast(count, rank);
            int cells = BitConverter.ToInt32(count);
            float[] values = rank == communicator.Rank ? [.. mine.Features] : new float[cells * Channels];
            byte[] classes = rank == communicator.Rank ? [.. mine.Labels] : new byte[cells];
            communicator.Broadcast(MemoryMarshal.AsBytes(values.AsSpan()), rank);
            communicator.Broadcast(classes, rank);
            whole.Features.AddRange(values);
            whole.Labels.AddRange(classes);
        }
        (features, labels) = whole;
    }

    /// <summary>A value as the fit sees it: normalised, a missing one 0.</summary>
    public float Normalise(float value, int channel) => float.IsNaN(value) ? 0f : (value - mean[channel]) * perDeviation[channel];

    // SplitMix64 (Steele, Lea and Flood 2014) of the cell's number: the choice does not depend on the order of reading.
    double Uniform(ulong number)
    {
        ulong z = seed + (number + 1) * 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return ((z ^ z >> 31) >> 11) * (1.0 / (1UL << 53));
    }
}
