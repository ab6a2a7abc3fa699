namespace Rossby.Torch;

/// <summary>Bytes of a GPU's memory, as libtorch's caching allocator counts them.</summary>
/// <param name="Held">In tensors now.</param>
/// <param name="Most">In tensors at most since the last <see cref="ResetPeak"/>.</param>
/// <param name="Taken">From the driver, free ones among them.</param>
public readonly record struct CudaMemory(long Held, long Most, long Taken)
{
    /// <summary>Those of this moment.</summary>
    /// <exception cref="TorchException">The shim was built without CUDA, or there is no such GPU.</exception>
    public static CudaMemory Of(Device device)
    {
        TorchException.Check(Shim.rt_cuda_memory(device.NativeName, out long held, out long most, out long taken), "memory");
        return new(held, most, taken);
    }

    /// <summary>Counts the most from now on.</summary>
    public static void ResetPeak(Device device) => TorchException.Check(Shim.rt_cuda_reset_peak(device.NativeName), "memory");

    /// <summary>Gives back to the driver what no tensor is in.</summary>
    public static void ReleaseCache() => TorchException.Check(Shim.rt_cuda_release_cache(), "memory");
}
