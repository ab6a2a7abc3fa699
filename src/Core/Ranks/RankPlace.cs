namespace Rossby.Core;

/// <summary>Where one rank runs.</summary>
/// <param name="Host">The node's name.</param>
/// <param name="Node">The number of its node, from 0 in the order of the nodes' first ranks.</param>
/// <param name="LocalRank">Its number among the ranks of its node, from 0.</param>
/// <param name="Cores">The cores that it may use, as the kernel lists them, such as <c>0-3,8</c>.</param>
/// <param name="NumaNodes">The memory nodes of those cores, likewise.</param>
/// <param name="Gpu">The GPU that it takes, or null.</param>
public sealed record RankPlace(string Host, int Node, int LocalRank, string Cores, string NumaNodes, int? Gpu)
{
    /// <summary>A rank alone on a machine.</summary>
    public static RankPlace Alone { get; } = new(Environment.MachineName, 0, 0, CoreList.OfThisProcess(), NumaList.OfCores(CoreList.OfThisProcess()), null);
}
