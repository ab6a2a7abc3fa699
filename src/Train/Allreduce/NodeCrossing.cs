using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// The sum of one slice over the ranks of the same place on all nodes, in steps that never wait, so that several can be on their way: two nodes swap, more
/// send pieces round a ring. Piece n is added in the order of nodes n + 1, n + 2, ..., n.
/// </summary>
/// <param name="tag">Keeps its messages apart from those of others on their way.</param>
internal sealed unsafe class NodeCrossing(int tag) : IDisposable
{
    readonly Scratch scratch = new();
    byte* values;
    Slices pieces;
    ElementType type;
    int step, steps;
    nint incoming, outgoing;

    /// <summary>Payload sent to other nodes so far, in bytes.</summary>
    public long SentBytes { get; private set; }

    /// <summary>Begins.</summary>
    /// <param name="link">The ranks.</param>
    /// <param name="slice">The first element; the sum will be here.</param>
    /// <param name="count">Elements.</param>
    /// <param name="elements">Their type.</param>
    public void Start(IPointToPoint link, byte* slice, long count, ElementType elements)
    {
        int nodes = link.Topology.Nodes.Count;
        values = slice;
        (type, step) = (elements, 0);
        pieces = new Slices(count, nodes == 2 ? 1 : nodes);
        steps = nodes switch { 1 => 0, 2 => 1, _ => 2 * (nodes - 1) };
        if (steps > 0) StartStep(link);
    }

    /// <summary>Goes as far as it can without waiting.</summary>
    /// <returns>Whether the sum is there.</returns>
    public bool Advance(IPointToPoint link)
    {
        while (step < steps)
        {
            // What is sent must not change before it has left.
            if (!(link.IsComplete(ref incoming) & link.IsComplete(ref outgoing))) return false;
            int nodes = link.Topology.Nodes.Count;
            if (step < Math.Max(1, nodes - 1)) ElementSum.Add(At(Taken(link)), scratch.Take(1), pieces.Length(Taken(link)), type);
            if (++step < steps) StartStep(link);
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => scratch.Dispose();

    void StartStep(IPointToPoint link)
    {
        var topology = link.Topology;
        int nodes = topology.Nodes.Count, node = topology.Mine.Node, place = topology.Mine.LocalRank;
        int next = topology.Nodes[(node + 1) % nodes][place], previous = topology.Nodes[(node + nodes - 1) % nodes][place];
        int given = Given(link), taken = Taken(link);
        long givenBytes = pieces.Length(given) * type.Bytes(), takenBytes = pieces.Length(taken) * type.Bytes();
        bool reduces = step < Math.Max(1, nodes - 1);
        incoming = link.Receive(previous, reduces ? scratch.Take(takenBytes) : At(taken), takenBytes, tag);
        outgoing = link.Send(next, At(given), givenBytes, tag);
        SentBytes += givenBytes;
    }

    // As in the ring of ranks: first sums gather, then they go round.
    int Given(IPointToPoint link)
    {
        int nodes = pieces.Parts, node = link.Topology.Mine.Node;
        return nodes == 1 ? 0 : step < nodes - 1 ? (node - step - 1 + 2 * nodes) % nodes : (node - (step - nodes + 1) + 2 * nodes) % nodes;
    }

    int Taken(IPointToPoint link) => (Given(link) + pieces.Parts - 1) % pieces.Parts;

    byte* At(int piece) => values + pieces.Start(piece) * type.Bytes();
}
