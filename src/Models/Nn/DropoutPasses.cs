using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// How many training passes a network has made: what its dropout masks are drawn from, besides the seed and the layer's name. A running statistic, so
/// that a run taken up from a checkpoint goes on with the masks that it would have had.
/// </summary>
/// <param name="p">Names <c>passes</c>.</param>
public sealed class DropoutPasses(ParameterPath p)
{
    readonly Parameter passes = p.Counter("passes");

    /// <summary>Which pass this is.</summary>
    internal ulong Current { get; private set; }

    /// <summary>A forward pass begins.</summary>
    public void Begin()
    {
        if (!p.Store.Training) return;
        using var scope = TensorScope.Begin();
        Current = (ulong)passes.Value.AddInPlace(1).Item();
    }
}
