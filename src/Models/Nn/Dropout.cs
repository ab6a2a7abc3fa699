using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// In training each value becomes 0 with a probability, else it is divided by that of being kept (Srivastava et al. 2014); in evaluation all stay. The mask
/// is a function of seed, layer, pass and place, the same at any number of threads.
/// </summary>
/// <param name="p">Names the mask; there is no parameter.</param>
/// <param name="probability">Share that is dropped, in [0, 1).</param>
/// <param name="passes">The network's.</param>
public sealed class Dropout(ParameterPath p, double probability, DropoutPasses passes) : Module
{
    readonly CounterRandom random = CounterRandom.For(p.Store.Seed ?? 0, p.Name);

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) =>
        probability == 0 || !p.Store.Training ? x : x * x.DropoutMask(probability, random.KeyOf((long)passes.Current));
}
