using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class RankTopologyTests
{
    [Fact]
    public void A_part_of_the_ranks_is_numbered_anew()
    {
        // Six ranks dealt round three nodes.
        RankPlace[] places = [.. Enumerable.Range(0, 6).Select(r => new RankPlace($"node{r % 3}", r % 3, r / 3, "0", "0", null))];
        var part = new RankTopology(5, places).Among([2, 3, 5]);
        Assert.Equal(2, part.Rank);
        int[][] nodes = [[0, 2], [1]];
        Assert.Equal(nodes, part.Nodes);
        (string, int, int)[] expected = [("node2", 0, 0), ("node0", 1, 0), ("node2", 0, 1)];
        Assert.Equal(expected, part.Places.Select(p => (p.Host, p.Node, p.LocalRank)));
    }
}
