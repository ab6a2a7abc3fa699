using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Rossby.Cli;

/// <summary>The machine that the program runs on.</summary>
internal static class Machine
{
    /// <summary>The processor's model as the kernel names it.</summary>
    public static string CpuModel { get; } = FromFile("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>The distribution and the kernel.</summary>
    public static string OperatingSystem { get; } =
        $"{RuntimeInformation.OSDescription}, Linux {Environment.OSVersion.Version}";

    /// <summary>Instruction sets that matter for speed.</summary>
    public static string CpuFeatures { get; } = string.Join(", ", new[]
    {
        Avx2.IsSupported ? "AVX2" : "", Fma.IsSupported ? "FMA" : "", Avx512F.IsSupported ? "AVX-512" : "",
        FlagIs("avx512_bf16") ? "AVX-512 BF16" : "", FlagIs("amx_bf16") ? "AMX BF16" : "", Sse42.X64.IsSupported ? "CRC-32C" : "",
    }.Where(f => f.Length > 0));

    /// <summary>The memory of the machine, in GiB.</summary>
    public static double MemoryGiB { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30);

    static bool FlagIs(string flag) => FromFile("/proc/cpuinfo", "flags", ':')?.Split(' ').Contains(flag) == true;

    static string? FromFile(string path, string key, char separator)
    {
        if (!File.Exists(path)) return null;
        foreach (string line in File.ReadLines(path))
        {
            int at = line.IndexOf(separator, StringComparison.Ordinal);
            if (at > 0 && line.AsSpan(0, at).Trim().SequenceEqual(key)) return line[(at + 1)..].Trim();
        }
        return null;
    }
}
