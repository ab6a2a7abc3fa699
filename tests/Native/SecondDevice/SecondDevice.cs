using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Torch;

namespace Rossby.Tests.Native;

/// <summary>
/// A device that is not the CPU's main memory, on any machine: second_device.cpp, compiled once against the libtorch that the shim is built with, and loaded
/// beside it. It has the CPU's kernels and a GPU's manners; optimizers' kernels are those of a GPU, with threads for threads (kernels_in_memory.cpp).
/// </summary>
static unsafe class SecondDevice
{
    static readonly Lazy<nint> library = new(Load);

    /// <summary>The device.</summary>
    public static Device Get()
    {
        _ = library.Value;
        return new("privateuseone:0");
    }

    /// <summary>How often a stream was told to wait for an event so far.</summary>
    public static long StreamWaits => Ask("second_device_stream_waits");

    /// <summary>How often values went from main memory to the device or back so far.</summary>
    public static long Crossings => Ask("second_device_crossings");

    /// <summary>Has optimizers' kernels run with so many threads a block from now on, a power of two.</summary>
    public static void UseThreads(int threads) => ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library.Value, "kernels_threads"))(threads);

    static long Ask(string name) => ((delegate* unmanaged<long>)NativeLibrary.GetExport(library.Value, name))();

    static nint Load()
    {
        // libtorch must be there first, and no gradient made yet: with the first it starts a thread for each device that it knows.
        _ = TorchInfo.Version;
        string shim = RepositoryRoot.In("src", "Bindings", "Torch", "shim");
        string[] sources = [.. ((string[])["second_device.cpp", "kernels_in_memory.cpp"]).Select(f => RepositoryRoot.In("tests", "Native", "SecondDevice", f))];
        string[] read = [.. sources, .. ((string[])["flat_kernels.cu", "flat_kernels.h", "flat_step.h", "rules.h"]).Select(f => Path.Combine(shim, f))];
        string root = Environment.GetEnvironmentVariable("ROSSBY_TORCH_DIR") ?? "/usr";
        string folder = Path.Combine(AppContext.BaseDirectory, "second-device");
        string compiled = Path.Combine(folder, $"{Crc32C.Of([.. read.SelectMany(File.ReadAllBytes)]):x8}-{TorchInfo.Version}.so");
        if (!File.Exists(compiled))
        {
            Directory.CreateDirectory(folder);
            string fresh = $"{compiled}.{Environment.ProcessId}";
            var made = Command.Run(
                "g++",
                [
                    "-std=c++17", "-O1", "-shared", "-fPIC", "-fvisibility=hidden", "-ffp-contract=off", "-w", .. sources, "-o", fresh, $"-I{shim}", $"-I{root}/include", $"-I{root}/include/torch/csrc/api/include",
                    $"-L{root}/lib", "-ltorch_cpu", "-lc10", "-lpthread",
                ]);
            if (made.ExitCode != 0) throw new InvalidOperationException($"the second device does not compile: {made.Error}");
            File.Move(fresh, compiled, overwrite: true);
        }
        nint handle = NativeLibrary.Load(compiled);
        FlatOptimizer.LaunchElsewhere((nint)((delegate* unmanaged<void*>)NativeLibrary.GetExport(handle, "kernels_launch"))());
        return handle;
    }
}
