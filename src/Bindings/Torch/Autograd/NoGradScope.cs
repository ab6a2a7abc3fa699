namespace Rossby.Torch;

/// <summary>A stretch of code in which no operation is recorded; ends when disposed.</summary>
public readonly ref struct NoGradScope
{
    readonly int previous;

    internal NoGradScope(int previous) => this.previous = previous;

    /// <summary>Puts back what was before.</summary>
    public void Dispose() => TorchException.Check(Shim.rt_set_grad_mode(previous, out _), "no_grad");
}
