using Rossby.Mpi;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>What MPICH 4.0 and Open MPI 4.1 say of four ranks in the orders that users ask for.</summary>
public class NodeNumberingTests
{
    [Fact]
    public void Ranks_of_a_host_are_a_node() =>
        Is([(0, 0), (0, 1), (1, 0), (1, 1)], ("a", 0), ("a", 0), ("b", 2), ("b", 2));

    [Fact]
    public void A_host_that_the_launcher_was_given_twice_is_one_node() =>
        Is([(0, 0), (1, 0), (0, 1), (1, 1)], ("a", 0), ("b", 1), ("a", 2), ("b", 3));

    [Fact]
    public void Round_robin_over_two_hosts_is_as_MPI_says() =>
        Is([(0, 0), (1, 0), (0, 1), (1, 1)], ("a", 0), ("b", 1), ("a", 0), ("b", 1));

    [Fact]
    public void Nodes_that_were_made_on_one_host_are_kept() =>
        Is([(0, 0), (0, 1), (1, 0), (1, 1)], ("a", 0), ("a", 0), ("a", 2), ("a", 2));

    static void Is((int, int)[] expected, params (string, int)[] ranks) => Assert.Equal(expected, NodeNumbering.Of(ranks));
}
