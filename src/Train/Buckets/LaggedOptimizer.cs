using Rossby.Torch;

namespace Rossby.Train;

/// <summary>An optimizer whose state has, besides, the gradient that the next step applies.</summary>
/// <param name="optimizer">The optimizer, which others own.</param>
/// <param name="pending">That gradient by name.</param>
internal sealed class LaggedOptimizer(IOptimizer optimizer, IReadOnlyList<KeyValuePair<string, OwnedTensor>> pending) : IOptimizer
{
    /// <inheritdoc/>
    public string Name => optimizer.Name;

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> State { get; } = [.. optimizer.State, .. pending];

    /// <inheritdoc/>
    public void Step(double learningRate, long step) => optimizer.Step(learningRate, step);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
