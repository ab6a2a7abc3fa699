using Rossby.Core;

namespace Rossby.Torch;

/// <summary>What a process sets once, before its first tensor.</summary>
public static class TorchRuntime
{
    /// <summary>Threads, deterministic algorithms, and denormals to zero (they make a convolution up to a hundred times slower).</summary>
    /// <param name="threads">Threads inside an operation.</param>
    /// <param name="sharedCores">
    /// Whether other ranks compute on the same cores: waiting threads then sleep, where spinning would take the cores from those that work.
    /// Has its effect only before libtorch is loaded.
    /// </param>
    public static void Initialize(int threads, bool sharedCores)
    {
        if (sharedCores) Libc.SetEnvironment("OMP_WAIT_POLICY", "passive");
        // Without it cuBLAS may sum in another order each time.
        if (Environment.GetEnvironmentVariable("CUBLAS_WORKSPACE_CONFIG") is null) Libc.SetEnvironment("CUBLAS_WORKSPACE_CONFIG", ":4096:8");
        Libc.KeepFreedMemory(512 << 20);
        TorchException.Check(Shim.rt_keep_memory(), "keep memory");
        TorchThreads.Set(threads);
        SetDeterministic(true);
        SetFlushDenormals(true);
    }

    /// <summary>Whether the CPU has kernels for convolutions of maps in bf16; without them products are made in fp32 of what is rounded to bf16.</summary>
    public static bool HasNarrowProducts
    {
        get
        {
            TorchException.Check(Shim.rt_has_narrow_products(out int result), "narrow products");
            return result != 0;
        }
    }

    /// <summary>Whether the same input gives the same bits; on CUDA at some cost in speed.</summary>
    public static void SetDeterministic(bool on) => TorchException.Check(Shim.rt_set_deterministic(on ? 1 : 0), "deterministic");

    /// <summary>How GPUs compute.</summary>
    /// <param name="tf32">Whether operands of fp32 convolutions and products are rounded to tf32.</param>
    /// <param name="tries">Whether cuDNN tries its algorithms out for each new shape, which may choose another one each time; else its heuristics choose.</param>
    public static void SetCudaArithmetic(bool tf32, bool tries = false) => TorchException.Check(Shim.rt_set_cuda_arithmetic(tf32 ? 1 : 0, tries ? 1 : 0), "cuda arithmetic");

    /// <summary>Whether numbers too small for a normal exponent become zero, on this thread. False if the CPU cannot.</summary>
    public static bool SetFlushDenormals(bool on)
    {
        TorchException.Check(Shim.rt_set_flush_denormal(on ? 1 : 0, out int supported), "flush denormals");
        return supported != 0;
    }
}
