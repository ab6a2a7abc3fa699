using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// The running statistics of a network's norms, made the mean over the ranks, as DeepCAM's are before it validates: they are then those of the whole batch's
/// parts, alike on every rank. They always go in full: a variance in 16 bits would drift.
/// </summary>
internal sealed unsafe class RunningStatistics
{
    readonly Parameter[] statistics;
    readonly float share;
    // Pinned, for the communication thread.
    readonly float[] buffer;

    /// <summary>Takes a buffer.</summary>
    /// <param name="parameters">All parameters of the network, in the order of the checkpoint.</param>
    /// <param name="ranks">How many ranks there are.</param>
    public RunningStatistics(IReadOnlyList<Parameter> parameters, int ranks)
    {
        using var scope = TensorScope.Begin();
        statistics = [.. parameters.Where(p => !p.Trainable && p.Value.DType == ScalarType.Float32)];
        share = 1f / ranks;
        buffer = GC.AllocateArray<float>(checked((int)statistics.Sum(p => p.NumberOfElements)), pinned: true);
    }

    /// <summary>Copies them as the forward pass left them.</summary>
    public void Read()
    {
        using var scope = TensorScope.Begin();
        int at = 0;
        foreach (var p in statistics) p.Value.CopyTo(Part(p, ref at));
    }

    /// <summary>Sums the copies; on the communication thread.</summary>
    public void Sum(IPointToPoint link, GradientWire wire)
    {
        fixed (float* values = buffer) wire.Sum(link, values, buffer.Length);
    }

    /// <summary>Makes the mean the network's.</summary>
    public void Write()
    {
        using var scope = TensorScope.Begin();
        int at = 0;
        for (int i = 0; i < buffer.Length; i++) buffer[i] *= share;
        foreach (var p in statistics) p.Assign(Tensor.From<float>(Part(p, ref at), [.. p.Shape]));
    }

    Span<float> Part(Parameter p, ref int at)
    {
        int length = checked((int)p.NumberOfElements);
        at += length;
        return buffer.AsSpan(at - length, length);
    }
}
