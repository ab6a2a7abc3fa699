using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>How the network is trained.</summary>
public sealed record TrainConfig
{
    /// <summary>Passes over the training split.</summary>
    [Description("Passes over the training split."), Range(1, 100000)]
    public int Epochs { get; init; } = 10;

    /// <summary>Samples in a step, over all ranks.</summary>
    [Description("Samples in a step, over all ranks."), Range(1, 65536)]
    public int BatchSize { get; init; } = 8;

    /// <summary>Arithmetic of the convolutions.</summary>
    [Description("Arithmetic of the convolutions: fp32 or bf16; weights, statistics and loss stay in fp32.")]
    public Precision Precision { get; init; } = Precision.Fp32;

    /// <summary>Threads inside an operation; null takes the cores that this process may use. Results depend on it in their last bits.</summary>
    [Description("Threads inside an operation; by default the cores that this process may use. Results depend on it in their last bits."), Range(1, 1024)]
    public int? Threads { get; init; }

    /// <summary>Batches read ahead.</summary>
    [Description("Batches read ahead."), Range(1, 64)]
    public int PrefetchBatches { get; init; } = 2;

    /// <summary>Steps between checkpoints inside an epoch; each epoch's end is one anyway.</summary>
    [Description("Steps between checkpoints inside an epoch; each epoch's end is one anyway."), Range(1, 1000000)]
    public int CheckpointSteps { get; init; } = 100;

    /// <summary>What is minimised.</summary>
    [Description("What is minimised.")]
    public LossConfig Loss { get; init; } = new WeightedCrossEntropyConfig();

    /// <summary>How weights are updated.</summary>
    [Description("How weights are updated.")]
    public OptimizerConfig Optimizer { get; init; } = new AdamWConfig();

    /// <summary>How the learning rate changes over the steps.</summary>
    [Description("How the learning rate changes over the steps.")]
    public ScheduleConfig Schedule { get; init; } = new CosineScheduleConfig();
}
