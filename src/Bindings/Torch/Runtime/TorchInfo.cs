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
    public static string CpuCapability => AfterInBuild("CPU capability usage:");

    /// <summary>The version of oneDNN in it, such as <c>v2.6.3</c>; empty if it has none.</summary>
    public static string OneDnnVersion => AfterInBuild("DNN ");

    /// <summary>The OpenMP that it uses.</summary>
    public static string OpenMpVersion => AfterInBuild("OpenMP ");

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

    // libtorch has functions for these too, but renames them from version to version; the text has stayed.
    static string AfterInBuild(string words)
    {
        foreach (string line in BuildConfiguration.Split('\n'))
        {
            int at = line.IndexOf(words, StringComparison.Ordinal);
            if (at >= 0) return line[(at + words.Length)..].Split('(')[0].Trim();
        }
        return "";
    }

    static string Ask(int what)
    {
        int length = Shim.rt_info(what, null, 0);
        if (length < 0) throw TorchException.Of(1, "info", "");
        byte[] buffer = new byte[length + 1];
        fixed (byte* p = buffer) _ = Shim.rt_info(what, p, buffer.Length);
        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd();
    }
}
