using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>What was decided of the samples of a batch: a mask each, and what it counts.</summary>
/// <param name="samples">The samples by slot.</param>
/// <param name="cells">Cells of a mask, H x W.</param>
/// <param name="tallyLength">Numbers that a sample counts.</param>
internal sealed class BatchDecisions(IReadOnlyList<int> samples, int cells, int tallyLength)
{
    readonly byte[] masks = new byte[samples.Count * cells];
    readonly double[] tallies = new double[samples.Count * tallyLength];

    /// <summary>The samples by slot.</summary>
    public IReadOnlyList<int> Samples => samples;

    /// <summary>The mask of a slot [H, W]: 0, 1, 2, or 255 where the network saw nothing.</summary>
    public Span<byte> Mask(int slot) => masks.AsSpan(slot * cells, cells);

    /// <summary>What a slot counts (<see cref="SampleJudge"/>).</summary>
    public Span<double> Tally(int slot) => tallies.AsSpan(slot * tallyLength, tallyLength);

    /// <summary>Gives all of it to rank 0, which takes it at the same time.</summary>
    public void Give(ICommunicator communicator)
    {
        communicator.Exchange(0, masks, []);
        communicator.Exchange(0, MemoryMarshal.AsBytes(tallies.AsSpan()), []);
    }

    /// <summary>Takes what a rank gives of the same samples.</summary>
    public BatchDecisions Take(ICommunicator communicator, int rank)
    {
        communicator.Exchange(rank, [], masks);
        communicator.Exchange(rank, [], MemoryMarshal.AsBytes(tallies.AsSpan()));
        return this;
    }
}
