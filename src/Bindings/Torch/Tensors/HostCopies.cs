using System.Runtime.CompilerServices;

namespace Rossby.Torch;

/// <summary>Copies that are taken together, so that all are of one moment.</summary>
public sealed unsafe class HostCopies
{
    readonly HostCopy[] blocks, others;
    readonly nint[] sources, destinations;
    readonly long[] bytes;
    readonly int threads;

    /// <summary>Notes what is copied where.</summary>
    /// <param name="copies">To be taken together.</param>
    /// <param name="threads">Copy what lies in main memory: as many as compute, so that none must be woken. One does not fill the machine's memory.</param>
    public HostCopies(IReadOnlyList<HostCopy> copies, int threads)
    {
        this.threads = threads;
        (blocks, others) = ([.. copies.Where(c => c.IsDense)], [.. copies.Where(c => !c.IsDense)]);
        sources = new nint[blocks.Length];
        (destinations, bytes) = ([.. blocks.Select(c => c.Destination)], [.. blocks.Select(c => (long)c.Values.Length)]);
        Bytes = copies.Sum(c => (long)c.Values.Length);
    }

    /// <summary>How much is copied.</summary>
    public long Bytes { get; }

    /// <summary>Takes all values of this moment; called on the thread that makes libtorch's calls.</summary>
    /// <exception cref="TorchException">A tensor is no longer as it was.</exception>
    // Compiled at once as well as it gets: it is called too seldom to be compiled better later, and a step waits for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take()
    {
        for (int i = 0; i < blocks.Length; i++) sources[i] = blocks[i].Begin();
        fixed (nint* from = sources, to = destinations)
        fixed (long* lengths = bytes)
        {
            TorchException.Check(Shim.rt_copy_blocks(from, to, lengths, blocks.Length, threads), "copy");
        }
        foreach (var copy in others) copy.Take();
    }
}
