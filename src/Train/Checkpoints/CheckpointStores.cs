using Rossby.Core;

namespace Rossby.Train;

/// <summary>Where a run's checkpoints go.</summary>
/// <param name="run">The run.</param>
/// <param name="config">What is kept.</param>
internal sealed class CheckpointStores(RunFolder run, CheckpointConfig config)
{
    // The last one and the one before it have places of their own.
    const int OwnPlaces = 2;

    /// <summary>The latest; older ones go to the archive.</summary>
    public CheckpointStore Last { get; } = new(run.Last, new(run.EarlierCheckpoints, config.KeepLast - OwnPlaces, config.KeepEverySteps));

    /// <summary>The one with the best validation score.</summary>
    public CheckpointStore Best { get; } = new(run.Best);
}
