using Rossby.Core;

namespace Rossby.Train;

/// <summary>Sums a vector over all ranks, in place. Every rank ends with the same bits.</summary>
internal unsafe interface IAllreduce
{
    /// <summary>Its name in the config.</summary>
    AllreduceAlgorithm Algorithm { get; }

    /// <summary>Runs on the communication thread of every rank at once.</summary>
    /// <param name="link">The ranks.</param>
    /// <param name="values">The first element.</param>
    /// <param name="count">Elements, alike on every rank.</param>
    /// <param name="type">A floating-point type.</param>
    void Sum(IPointToPoint link, byte* values, long count, ElementType type);
}
