using System.Text;
using Rossby.Core;

namespace Rossby.Torch;

/// <summary>What the loaded libtorch says of itself, for <c>doctor</c> and provenance.</summary>
public static unsafe class TorchInfo
{
    /// <summary>libtorch's version, such as <c>1.13.0</c>.</summary>
    public static string Version => Ask(0);

    /// <summary>How it was built, in several lines.</summary>
    public static string BuildConfiguration => Ask(1);

    /// <summary>Its thread pools, in several lines.</summary>
    public static string ParallelInfo => Ask(2);

    /// <summary>The instruction set that its kernels use, such as <c>AVX512</c>.</summary>
    public static string CpuCapability => Ask(3);

    /// <summary>The version of oneDNN in it.</summary>
    public static string OneDnnVersion => Ask(4);

    /// <summary>The OpenMP that it uses.</summary>
    public static string OpenMpVersion => Ask(5);

    /// <summary>The file of the BLAS in this process, or null if none is mapped by that name.</summary>
    public static string? BlasPath
    {
        get
        {
            _ = Version;
            return LibraryFinder.MappedPath("libopenblas") ?? LibraryFinder.MappedPath("libmkl_core") ?? LibraryFinder.MappedPath("libblas");
        }
    }

    /// <summary>The number of GPUs that this libtorch can use; 0 for a CPU build.</summary>
    public static int CudaDevices
    {
        get
        {
            TorchException.Check(Shim.rt_cuda_devices(out int count), "cuda devices");
            return count;
        }
    }

    /// <summary>Native tensor handles alive in this process: scopes' tensors, owned tensors and parameters.</summary>
    public static long LiveHandles => Shim.rt_live_handles();

    static string Ask(int what)
    {
        int length = Shim.rt_info(what, null, 0);
        if (length < 0) throw TorchException.Of(1, "info", "");
        byte[] buffer = new byte[length + 1];
        fixed (byte* p = buffer) _ = Shim.rt_info(what, p, buffer.Length);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
    }
}
