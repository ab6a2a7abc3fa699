using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// Sends one slice while another is received and added, in pieces: a piece is added while the next is on its way, and it is still in the cache.
/// </summary>
internal sealed unsafe class ReducingExchange : IDisposable
{
    const long PieceBytes = 256 << 10;

    readonly Scratch scratch = new();

    /// <summary>Gives a slice to one rank and adds what another gives. Both ends cut slices alike, so each knows the other's pieces.</summary>
    /// <param name="link">The ranks.</param>
    /// <param name="to">Who gets; -1 for nobody.</param>
    /// <param name="given">What it gets.</param>
    /// <param name="givenCount">Elements.</param>
    /// <param name="from">Who gives; -1 for nobody.</param>
    /// <param name="into">What its elements are added to.</param>
    /// <param name="takenCount">Elements.</param>
    /// <param name="type">Of the elements.</param>
    public void Run(IPointToPoint link, int to, byte* given, long givenCount, int from, byte* into, long takenCount, ElementType type)
    {
        int size = type.Bytes();
        long piece = PieceBytes / size;
        byte* buffers = scratch.Take(2 * PieceBytes);
        long sends = to < 0 ? 0 : Pieces(givenCount, piece), receives = from < 0 ? 0 : Pieces(takenCount, piece);
        nint incoming = receives > 0 ? Receive(0) : 0;
        // Everything that is given lies ready; the library sends it as the other takes it.
        var outgoing = new nint[sends];
        for (long i = 0; i < sends; i++) outgoing[i] = link.Send(to, given + i * piece * size, Length(givenCount, i) * size);
        for (long i = 0; i < receives; i++)
        {
            link.Wait(ref incoming);
            if (i + 1 < receives) incoming = Receive(i + 1);
            ElementSum.Add(into + i * piece * size, buffers + i % 2 * PieceBytes, Length(takenCount, i), type);
        }
        foreach (ref nint message in outgoing.AsSpan()) link.Wait(ref message);

        nint Receive(long i) => link.Receive(from, buffers + i % 2 * PieceBytes, Length(takenCount, i) * size);
        long Length(long count, long i) => Math.Min(piece, count - i * piece);
    }

    /// <inheritdoc/>
    public void Dispose() => scratch.Dispose();

    static long Pieces(long count, long piece) => (count + piece - 1) / piece;
}
