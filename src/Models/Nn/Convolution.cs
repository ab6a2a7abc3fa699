using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// A convolution, plain or transposed, with what stands behind it. In a network that is frozen (<see cref="SegmentationModel.Freeze"/>) it is one with it: the
/// norm's scale lies in the weight, which is laid out as the processor reads it, and sum and ReLU are part of the kernel.
/// </summary>
/// <param name="store">Whose parameters it has.</param>
public abstract class Convolution(ParameterStore store) : Module, INormedLayer
{
    PackedLayer? packed;
    bool cannotPack;

    /// <inheritdoc/>
    public Tensor Call(Tensor x, BatchNorm2d? norm, Tensor? added = null)
    {
        using var scope = TensorScope.Begin();
        return scope.Return(Run(x, norm, added));
    }

    /// <inheritdoc/>
    protected sealed override Tensor Forward(Tensor x) => Run(x, null, null);

    /// <summary>The convolution with parameters that may be trained.</summary>
    private protected abstract Tensor Compute(Tensor x);

    /// <summary>What its packed form takes: the map with its margins.</summary>
    private protected abstract Tensor Prepare(Tensor x);

    /// <summary>The packed form, for maps like this prepared one; null where there is none.</summary>
    private protected abstract PackedLayer? Pack(Tensor prepared, PackedTail tail);

    /// <summary>What becomes of the packed form's result for the map.</summary>
    private protected virtual Tensor Finish(Tensor result, Tensor x) => result;

    /// <summary>Lets go of the parameters' values.</summary>
    private protected abstract void Forget();

    Tensor Run(Tensor x, BatchNorm2d? norm, Tensor? added)
    {
        if (store.Frozen && !cannotPack)
        {
            var prepared = Prepare(x);
            if (packed is null) PackFor(prepared, norm, added is not null);
            if (packed is not null) return Finish(packed.Call(prepared, added), x);
        }
        var y = Compute(x);
        return norm is null ? added is null ? y : y + added : added is null ? norm.Call(y) : norm.CallAdding(y, added);
    }

    void PackFor(Tensor prepared, BatchNorm2d? norm, bool adds)
    {
        packed = Pack(prepared, norm is null ? new(Adds: adds) : norm.Tail(adds));
        cannotPack = packed is null;
        if (packed is null) return;
        store.Own(packed);
        Forget();
    }
}
