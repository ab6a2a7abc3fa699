namespace Rossby.Torch;

/// <summary>Convolutions and matrix products compute in a narrower type, while parameters and losses stay in float32.</summary>
public static class Autocast
{
    /// <summary>Narrows until the result is disposed. Narrowed weights are kept meanwhile and shared by all uses, then dropped.</summary>
    /// <param name="dtype"><see cref="ScalarType.BFloat16"/>; on CUDA also <see cref="ScalarType.Float16"/>.</param>
    /// <param name="device">Which device's operations.</param>
    public static AutocastScope Begin(ScalarType dtype, Device device = default)
    {
        TorchException.Check(Shim.rt_set_autocast(device.NativeName, 1, (int)dtype, out int on, out int previous), "autocast");
        return new AutocastScope(device.NativeName, on, previous);
    }
}
