using Rossby.Torch;

namespace Rossby.Train;

/// <summary>When and how the gradients of a step are summed over the ranks, between the calls that a step makes.</summary>
internal interface IGradientSum : IDisposable
{
    /// <summary>How, for people.</summary>
    string Description { get; }

    /// <summary>The gradient that the next step applies, by name, where that is not its own: part of what a checkpoint holds. None otherwise.</summary>
    IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending { get; }

    /// <summary>A step begins, and makes no other call over the ranks until <see cref="Finish"/>.</summary>
    void BeginStep();

    /// <summary>All forward passes are done, and the last backward pass begins: gradients are whole as it makes them.</summary>
    void BeginLastBackward();

    /// <summary>The backward pass failed: this rank takes no part any more.</summary>
    void Abandon();

    /// <summary>The backward pass is done: leaves the sum in the parameters, and the mean in the running statistics, alike on every rank.</summary>
    /// <exception cref="InvalidOperationException">A parameter has no gradient, and its network does not declare it.</exception>
    void Finish();

    /// <summary>Between two steps: has all that is on its way arrive, so that <see cref="Pending"/> is alike on every rank. Collective.</summary>
    void Settle();
}
