using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Updates the weights from the gradients that the backward pass left.</summary>
public interface IOptimizer : IDisposable
{
    /// <summary>What the config calls it.</summary>
    string Name { get; }

    /// <summary>One update of every parameter.</summary>
    /// <param name="learningRate">The rate of this step.</param>
    /// <param name="step">1 for the first step of the run.</param>
    void Step(double learningRate, long step);

    /// <summary>What must be saved to go on with the same bits: name and tensor, in the order of the parameters.</summary>
    IReadOnlyList<KeyValuePair<string, OwnedTensor>> State { get; }
}
