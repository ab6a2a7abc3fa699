using Rossby.Core;
using Rossby.Nccl;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Whether NCCL sums the gradients of a run, alike on all ranks.</summary>
internal static class NcclChoice
{
    /// <summary>Decides; collective.</summary>
    /// <param name="config">What is asked for.</param>
    /// <param name="device">This rank's.</param>
    /// <param name="communicator">The ranks.</param>
    /// <param name="why">Where main memory takes the place of NCCL though it was not asked for: the reason, else null.</param>
    /// <exception cref="LibraryMissingException">It is asked for, and not there.</exception>
    /// <exception cref="ConfigException">It is asked for, and ranks share a GPU.</exception>
    public static bool Take(AllreduceConfig config, Device device, ICommunicator communicator, out string? why)
    {
        why = null;
        bool isAsked = config.Gpu == GpuAllreduce.Nccl;
        if (device.IsCpu || config.Gpu == GpuAllreduce.Mpi || (!isAsked && communicator.Size == 1)) return false;
        if (!isAsked && config.Algorithm is not (AllreduceAlgorithm.Hierarchical or AllreduceAlgorithm.Flat))
        {
            why = $"{config.Algorithm} is none of NCCL's";
            return false;
        }
        long[] gpus = new long[communicator.Size];
        // 0 is one that is not known.
        gpus[communicator.Rank] = device.Gpu + 1 ?? 0;
        communicator.Allreduce(gpus, ReduceOperation.Max);
        bool isMissing = Missing(communicator);
        why = isMissing ? "libnccl is not there, or older than 2.18" : SharedGpu(communicator.Topology, gpus);
        if (why is null) return true;
        if (!isAsked) return false;
        if (!isMissing)
        {
            throw new ConfigException([
                $"$.train.allreduce.gpu: NCCL takes one rank a GPU, and {why}. Start as many ranks on a node as it has GPUs, or choose \"mpi\", which sums in main memory."]);
        }
        // Says what it tried, where it is this rank that lacks it.
        LibraryFinder.Load(NativeLibraries.Nccl);
        throw new LibraryMissingException("$.train.allreduce.gpu is \"nccl\", and a rank's libnccl is not there, or older than 2.18.");
    }

    /// <summary>Two ranks of a node on one GPU, for people; null where there are none.</summary>
    /// <param name="topology">The ranks.</param>
    /// <param name="gpus">That of each, 0 where it is not known.</param>
    internal static string? SharedGpu(RankTopology topology, IReadOnlyList<long> gpus)
    {
        var shared = Enumerable.Range(0, gpus.Count).Where(r => gpus[r] != 0).GroupBy(r => (topology.Places[r].Node, gpus[r])).FirstOrDefault(g => g.Count() > 1);
        return shared is null ? null : $"ranks {string.Join(", ", shared)} have the same one ({topology.Places[shared.First()].Host})";
    }

    static bool Missing(ICommunicator communicator)
    {
        long[] missing = [LibraryFinder.TryLoad(NativeLibraries.Nccl, out _, out _) && NcclCommunicator.IsRecentEnough ? 0 : 1];
        communicator.Allreduce(missing, ReduceOperation.Max);
        return missing[0] != 0;
    }
}
