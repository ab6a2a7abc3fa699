namespace Rossby.Core;

/// <summary>Which ranks share a node, and which of them share cores.</summary>
public sealed class RankTopology
{
    /// <summary>Groups the ranks.</summary>
    /// <param name="rank">This rank.</param>
    /// <param name="places">The place of each rank; local ranks are numbered in the order of ranks.</param>
    public RankTopology(int rank, IReadOnlyList<RankPlace> places)
    {
        (Rank, Places) = (rank, places);
        Nodes = [.. Enumerable.Range(0, places.Count).GroupBy(r => places[r].Node).OrderBy(g => g.Key).Select(g => g.ToArray())];
    }

    /// <summary>One rank alone.</summary>
    public static RankTopology Alone { get; } = new(0, [RankPlace.Alone]);

    /// <summary>This rank.</summary>
    public int Rank { get; }

    /// <summary>The place of each rank.</summary>
    public IReadOnlyList<RankPlace> Places { get; }

    /// <summary>The ranks of each node, in order.</summary>
    public IReadOnlyList<int[]> Nodes { get; }

    /// <summary>This rank's place.</summary>
    public RankPlace Mine => Places[Rank];

    /// <summary>The ranks of this rank's node, in order.</summary>
    public int[] LocalRanks => Nodes[Mine.Node];

    /// <summary>How many ranks of this node may run on cores of this one, itself counted.</summary>
    public int RanksOnMyCores
    {
        get
        {
            var cores = CoreList.Parse(Mine.Cores).ToHashSet();
            return LocalRanks.Count(r => r == Rank || CoreList.Parse(Places[r].Cores).Any(cores.Contains));
        }
    }

    /// <summary>Whether another rank of this node may run on this one's cores.</summary>
    public bool SharesCores => RanksOnMyCores > 1;

    /// <summary>That of some of the ranks, this one among them, numbered in their order.</summary>
    public RankTopology Among(IReadOnlyList<int> ranks)
    {
        var numbers = new Dictionary<int, int>();
        var onNode = new List<int>();
        var places = new List<RankPlace>(ranks.Count);
        foreach (int rank in ranks)
        {
            if (numbers.TryAdd(Places[rank].Node, onNode.Count)) onNode.Add(0);
            int node = numbers[Places[rank].Node];
            places.Add(Places[rank] with { Node = node, LocalRank = onNode[node]++ });
        }
        return new(ranks.TakeWhile(r => r != Rank).Count(), places);
    }

    /// <summary>One line per node: its name, ranks, and where they may run.</summary>
    public IEnumerable<string> Describe() => Nodes.Select((ranks, node) =>
        $"node {node} ({Places[ranks[0]].Host}): ranks {Runs(ranks)}; " + string.Join("; ", ranks.GroupBy(r => (Places[r].Cores, Places[r].NumaNodes)).Select(g =>
            $"{(g.Count() == ranks.Length ? "" : $"{Runs([.. g])} on ")}cores {g.Key.Cores} of NUMA {g.Key.NumaNodes}"))
        + (ranks.Any(r => Places[r].Gpu != null) ? $"; GPUs {string.Join(", ", ranks.Select(r => Places[r].Gpu?.ToString() ?? "-"))}" : ""));

    // 0-3,6: the kernel's way.
    static string Runs(int[] ranks)
    {
        var runs = new List<string>();
        for (int first = 0, i = 1; i <= ranks.Length; i++)
        {
            if (i < ranks.Length && ranks[i] == ranks[i - 1] + 1) continue;
            runs.Add(i - first == 1 ? $"{ranks[first]}" : $"{ranks[first]}-{ranks[i - 1]}");
            first = i;
        }
        return string.Join(',', runs);
    }
}
