using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Parts of a network whose inner maps are made again in the backward pass, where the store says so (<c>train.recompute</c>).</summary>
internal static class Recomputing
{
    /// <summary>The value of a part, the same to the last bit whether its maps are kept or made again.</summary>
    /// <param name="x">The input.</param>
    /// <param name="store">Of the part's parameters.</param>
    /// <param name="part">A function of the input and of parameters alone.</param>
    public static Tensor Recomputed(this Tensor x, ParameterStore store, Func<Tensor, Tensor> part)
    {
        if (!store.Training || !Autograd.IsRecording) return part(x);
        // Behind a view gradients are added up in the same order either way: first those of the part, then those of the input's other users.
        return store.Recompute ? Recomputation.Call(x, part, y => Again(y, store, part)) : part(x.View([.. x.Shape]));
    }

    // Running statistics have moved already.
    static Tensor Again(Tensor x, ParameterStore store, Func<Tensor, Tensor> part)
    {
        bool moved = store.MovesStatistics;
        store.MovesStatistics = false;
        try
        {
            return part(x);
        }
        finally
        {
            store.MovesStatistics = moved;
        }
    }
}
