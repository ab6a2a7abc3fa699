using System.Globalization;
using Rossby.Torch;

namespace Rossby.Benchmarks.Gpu;

/// <summary>What a device has under way and in memory.</summary>
internal static class DeviceWork
{
    /// <summary>Waits for all of it.</summary>
    public static void Wait(Device device)
    {
        if (device.IsCpu) return;
        using var stream = DeviceStream.Current(device);
        stream.Synchronize();
    }

    /// <summary>The most memory that tensors took (MiB), on a GPU; of the process elsewhere.</summary>
    public static long PeakMiB(Device device)
    {
        if (device.IsCuda) return CudaMemory.Of(device).Most >> 20;
        string peak = File.ReadLines("/proc/self/status").Single(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }
}
