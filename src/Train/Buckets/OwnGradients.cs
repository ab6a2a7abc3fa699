using Rossby.Torch;

namespace Rossby.Train;

/// <summary>One rank: its gradients are the sum. No hooks, no buckets, no copies.</summary>
internal sealed class OwnGradients(IReadOnlyList<Parameter> trained, ReachedParameters reached) : IGradientSum
{
    /// <inheritdoc/>
    public string Description => "not summed, there is one rank";

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending => [];

    /// <inheritdoc/>
    public void BeginStep()
    {
    }

    /// <inheritdoc/>
    public void BeginLastBackward()
    {
    }

    /// <inheritdoc/>
    public void Abandon()
    {
    }

    /// <inheritdoc/>
    public void Finish()
    {
        using var scope = TensorScope.Begin();
        List<Parameter> unreached = [.. trained.Where(p => p.Gradient is null)];
        reached.Require(unreached);
        // As where ranks sum theirs.
        foreach (var p in unreached) p.SetGradient(Tensor.Zeros([.. p.Shape], device: p.Value.Device));
    }

    /// <inheritdoc/>
    public void Settle()
    {
    }

    public void Dispose()
    {
    }
}
