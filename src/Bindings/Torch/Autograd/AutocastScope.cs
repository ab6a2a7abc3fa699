namespace Rossby.Torch;

/// <summary>A stretch of code under <see cref="Autocast"/>; ends when disposed. Take the backward pass after it.</summary>
public readonly ref struct AutocastScope
{
    readonly string device;
    readonly int previousOn;
    readonly int previousDType;

    internal AutocastScope(string device, int previousOn, int previousDType) =>
        (this.device, this.previousOn, this.previousDType) = (device, previousOn, previousDType);

    /// <summary>Puts back what was before, and drops the narrowed weights.</summary>
    public void Dispose()
    {
        TorchException.Check(Shim.rt_set_autocast(device, previousOn, previousDType, out _, out _), "autocast");
        if (previousOn == 0) TorchException.Check(Shim.rt_clear_autocast_cache(), "autocast");
    }
}
