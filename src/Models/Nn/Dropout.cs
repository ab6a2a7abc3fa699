using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// In training each value becomes 0 with a probability, else it is divided by that of being kept (Srivastava et al. 2014); in evaluation all stay. A
/// sample's mask is a function of seed, layer, step, sample and place: the same whatever the batch's other samples, the ranks and the threads.
/// </summary>
/// <param name="p">Names the mask; there is no parameter.</param>
/// <param name="probability">Share that is dropped, in [0, 1).</param>
public sealed class Dropout(ParameterPath p, double probability) : Module
{
    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x)
    {
        if (probability == 0 || !p.Store.Training) return x;
        var pass = p.Store.Pass ?? throw new InvalidOperationException($"{p.Name}: a training pass through dropout needs its seed, step and samples (ParameterStore.Pass).");
        var step = new CounterRandom(CounterRandom.For(pass.Seed, p.Name).KeyOf(pass.Step));
        return x * x.DropoutMask(probability, [.. pass.Samples.Select(sample => step.KeyOf(sample))]);
    }
}
