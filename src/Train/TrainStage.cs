using Rossby.Core;
using Rossby.Models;
using Rossby.Nccl;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// The stage <c>train</c>: trains the network on the training split, validates it each epoch, and keeps the last and the best checkpoint. What an
/// unfinished earlier try saved is taken up, and gives the same bits as if it had not stopped.
/// </summary>
public static class TrainStage
{
    /// <summary>Trains to the end of the last epoch.</summary>
    /// <param name="model">The section <c>model</c>.</param>
    /// <param name="config">The section <c>train</c>.</param>
    /// <param name="set">The staged set.</param>
    /// <param name="context">The run: checkpoints and metrics go to its folder.</param>
    /// <param name="cancellation">Stops after the step in hand, which is saved.</param>
    /// <exception cref="ConfigException">The network does not fit the grid, the batch not the ranks, or the loss stopped being a number.</exception>
    /// <exception cref="LibraryMissingException">A GPU is asked for, and there is none.</exception>
    /// <exception cref="DataException">The training split is empty, or an input is infinite.</exception>
    /// <exception cref="StorageException">A checkpoint could not be written.</exception>
    /// <exception cref="StoppedException">Stopped; the next run goes on from there.</exception>
    /// <exception cref="OperationCanceledException">Stopped before the first step was done.</exception>
    public static void Run(ModelConfig model, TrainConfig config, StagedSet set, RunContext context, CancellationToken cancellation)
    {
        config = TrainThreads.Resolve(config);
        TorchRuntime.Initialize(config.Determinism == Determinism.Exact ? config.ThreadsPerShard : config.Threads!.Value, context.Communicator.Topology.SharesCores);
        context.Communicator.ComputeOn(config.Threads!.Value);
        int gpus = TorchInfo.CudaDevices;
        config = DeviceOfRank.Decide(config, gpus, model);
        var device = DeviceOfRank.Of(config, context.Communicator.Topology.Mine.LocalRank, gpus);
        device.Enter();
        if (device.IsCuda) TorchRuntime.SetCudaArithmetic(tf32: config.Precision == Precision.Tf32);
        using var run = new TrainingRun(model, config, set, context, device);
        run.ToTheEnd(cancellation);
    }

    /// <summary>The identity of the code that trains: what the Cli's ledger compares too.</summary>
    internal static string CodeIdentity => CodeHash.Of(
        typeof(RunContext).Assembly, typeof(Tensor).Assembly, typeof(NcclCommunicator).Assembly, typeof(StagedSet).Assembly, typeof(SegmentationModel).Assembly, typeof(TrainStage).Assembly);
}
