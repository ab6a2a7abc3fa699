using System.Globalization;

namespace Rossby.Core;

/// <summary>The GPUs that this process may use, without a library's help.</summary>
public static class VisibleGpus
{
    /// <summary>How many: those that CUDA_VISIBLE_DEVICES names, else the driver's devices.</summary>
    public static int Count =>
        Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES") is { } named
            ? named.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Count(d => d != "-1")
            : Directory.EnumerateFiles("/dev", "nvidia*").Count(f => int.TryParse(Path.GetFileName(f)["nvidia".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out _));
}
