using System.Runtime.CompilerServices;
using Rossby.Core;

namespace Rossby.Torch;

/// <summary>Copies that are taken together, so that all are of one moment, by several threads where that pays.</summary>
public sealed class HostCopies
{
    // One thread does not fill the machine's memory; but to wake another takes as long as to copy a mebibyte.
    const int PieceBytes = 1 << 20, WorthATeam = 32 << 20;

    readonly IReadOnlyList<HostCopy> copies;
    readonly (HostCopy Copy, int Start, int Length)[] pieces;
    readonly int threads;

    /// <summary>Divides the work.</summary>
    /// <param name="copies">To be taken together.</param>
    /// <param name="threads">Copy, at most.</param>
    public HostCopies(IReadOnlyList<HostCopy> copies, int threads)
    {
        this.copies = copies;
        Bytes = copies.Sum(c => (long)c.Values.Length);
        this.threads = Bytes < WorthATeam ? 1 : threads;
        pieces =
        [
            .. from copy in copies
               where copy.IsDense
               from piece in Enumerable.Range(0, (copy.Values.Length + PieceBytes - 1) / PieceBytes)
               select (copy, piece * PieceBytes, Math.Min(PieceBytes, copy.Values.Length - piece * PieceBytes)),
        ];
    }

    /// <summary>How much is copied.</summary>
    public long Bytes { get; }

    /// <summary>Takes all values of this moment; called on the thread that makes libtorch's calls.</summary>
    // Compiled at once as well as it gets: it is called too seldom to be compiled better later, and a step waits for it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take()
    {
        foreach (var copy in copies) copy.Locate();
        if (threads > 1) ThreadTeam.Run(pieces.Length, threads, Take, CancellationToken.None);
        else for (int i = 0; i < pieces.Length; i++) Take(i);
    }

    void Take(int i) => pieces[i].Copy.Take(pieces[i].Start, pieces[i].Length);
}
