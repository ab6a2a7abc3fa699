using Rossby.Core;

namespace Rossby.Train;

/// <summary>How many threads an operation runs on: never the library's own default, which is 1 on Debian.</summary>
public static class TrainThreads
{
    /// <summary>
    /// The config's number, else the cores of this process's affinity mask divided by the ranks that share them, at least 1. The Cli writes it into
    /// the resolved config, since results depend on it in their last bits.
    /// </summary>
    /// <param name="configured">The config's number; null takes the cores.</param>
    /// <param name="localRanks">Ranks on this node that share the mask.</param>
    public static int Resolve(int? configured, int localRanks = 1) => configured ?? Math.Max(1, Environment.ProcessorCount / localRanks);

    /// <summary>The section with its number of threads filled in.</summary>
    public static TrainConfig Resolve(TrainConfig config, int localRanks = 1) => config with { Threads = Resolve(config.Threads, localRanks) };
}
