namespace Rossby.Mpi;

/// <summary>
/// Which ranks make a node: those that MPI says share memory; where ranks run on several hosts, all those of a host, since a launcher that was given a host
/// twice, as for round-robin order, makes two nodes of it (MPICH's hydra). On one host alone MPI's word stands: who makes nodes there wants to try them.
/// </summary>
internal static class NodeNumbering
{
    /// <summary>The node and the place in it of each rank: nodes in the order of their first ranks, the ranks of a node in their own.</summary>
    /// <param name="ranks">Of each rank the host, and the first of the ranks that MPI says share memory with it.</param>
    public static (int Node, int LocalRank)[] Of(IReadOnlyList<(string Host, int FirstOfNode)> ranks)
    {
        bool areHosts = ranks.Any(r => r.Host != ranks[0].Host);
        var nodes = new Dictionary<(string, int), (int Node, int Ranks)>();
        var numbers = new (int, int)[ranks.Count];
        for (int rank = 0; rank < ranks.Count; rank++)
        {
            var key = areHosts ? (ranks[rank].Host, 0) : ranks[rank];
            var (node, local) = nodes.GetValueOrDefault(key, (nodes.Count, 0));
            nodes[key] = (node, local + 1);
            numbers[rank] = (node, local);
        }
        return numbers;
    }
}
