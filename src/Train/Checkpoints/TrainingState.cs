namespace Rossby.Train;

/// <summary><c>state.json</c>: where training stood (docs/formats.md).</summary>
public sealed record TrainingState
{
    /// <summary>The version of this format that the code writes.</summary>
    public const int CurrentFormatVersion = 2;

    /// <summary>The version of this format.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>What the run is: a hash over network, training section, seed, data and code. Only a run of the same identity takes the state up.</summary>
    public required string Identity { get; init; }

    /// <summary>Optimizer steps done.</summary>
    public required long Step { get; init; }

    /// <summary>Passes over the training split that are complete.</summary>
    public required int Epoch { get; init; }

    /// <summary>How many of the complete epochs have been validated: one less than <see cref="Epoch"/> when the run was stopped in a validation.</summary>
    public required int ValidatedEpochs { get; init; }

    /// <summary>The best mean IoU of a validation so far; null before the first.</summary>
    public double? BestMeanIou { get; init; }

    /// <summary>The step at which it was reached.</summary>
    public long? BestStep { get; init; }

    /// <summary>Mean training loss of the last step.</summary>
    public double? Loss { get; init; }

    /// <summary>Where the loss scale stands; only in fp16.</summary>
    public LossScaleState? LossScale { get; init; }

    /// <summary>Steps that went wrong and were left out; null where there can be none.</summary>
    public FaultState? Faults { get; init; }

    /// <summary>Threads inside an operation, on which the last bits depend.</summary>
    public required int Threads { get; init; }

    /// <summary>Seconds of training so far, over all starts.</summary>
    public required double Seconds { get; init; }

    /// <summary>Length of <c>metrics.jsonl</c> at this step: what was written after it is cut off when the state is taken up.</summary>
    public required long MetricsBytes { get; init; }

    /// <summary>The same of <c>mllog.txt</c>.</summary>
    public long MlPerfLogBytes { get; init; }
}
