using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>A copy of weights, running statistics and optimizer state in memory that is taken once: a step waits for the copy, not for the disk.</summary>
public sealed class StateSnapshot
{
    readonly HostCopy[] all;
    readonly HostCopies copies;
    readonly byte[] scratch;

    /// <summary>Takes the memory, and touches it, so that no step waits for the kernel to clear its pages.</summary>
    /// <param name="parameters">Parameters and buffers, in the order of the checkpoint.</param>
    /// <param name="state">The optimizer's state by name.</param>
    /// <param name="threads">Copy.</param>
    public StateSnapshot(IEnumerable<Parameter> parameters, IEnumerable<KeyValuePair<string, OwnedTensor>> state, int threads)
    {
        HostCopy[] weights = [.. parameters.Select(HostCopy.Of)], optimizer = [.. state.Select(s => HostCopy.Of(s.Key, s.Value))];
        all = [.. weights, .. optimizer];
        copies = new(all, threads);
        (Weights, Optimizer) = ([.. weights.Select(ToSafeTensor)], [.. optimizer.Select(ToSafeTensor)]);
        scratch = new byte[all.Max(c => c.Values.Length)];
        Take();
        Order();
    }

    /// <summary>Parameters and buffers as last taken and ordered.</summary>
    public IReadOnlyList<SafeTensor> Weights { get; }

    /// <summary>The optimizer's state as last taken and ordered.</summary>
    public IReadOnlyList<SafeTensor> Optimizer { get; }

    /// <summary>How much is copied.</summary>
    public long Bytes => copies.Bytes;

    /// <summary>Copies all values of this moment; on the thread that makes libtorch's calls.</summary>
    public void Take() => copies.Take();

    /// <summary>Brings the copies into the order that files have; on any thread, before they are read.</summary>
    public void Order()
    {
        foreach (var copy in all) copy.Order(scratch);
    }

    static SafeTensor ToSafeTensor(HostCopy copy) => new(copy.Name, copy.DType, copy.Shape, copy.Values);
}
