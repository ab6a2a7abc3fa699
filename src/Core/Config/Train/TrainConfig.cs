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

    /// <summary>What computes the network.</summary>
    [Description("What computes the network: cpu; cuda, a GPU for each rank, those of a node by turns; or auto, a GPU where libtorch has one and the section asks for nothing that only a CPU does.")]
    public TrainDevice Device { get; init; } = TrainDevice.Auto;

    /// <summary>Arithmetic of the network.</summary>
    [Description("Arithmetic of the network: fp32, bf16 or fp16, which a CPU emulates, slower than fp32; tf32 on device cuda alone. Master weights, statistics and loss stay in fp32.")]
    public Precision Precision { get; init; } = Precision.Fp32;

    /// <summary>What the loss is multiplied by in fp16.</summary>
    [Description("What the loss is multiplied by ahead of the backward pass in fp16; in other precisions it is not used.")]
    public LossScaleConfig LossScale { get; init; } = new();

    /// <summary>Whether blocks of the network keep only their input for the backward pass and run again there: the same bits, less memory, a forward pass more.</summary>
    [Description("Whether blocks of the network keep only their input for the backward pass and run again there: the same weights to the last bit, less memory, a third more work (docs/training.md). For maps that do not fit otherwise.")]
    public bool Recompute { get; init; }

    /// <summary>Threads; null takes the cores that this process may use. In fast they work inside an operation, and results depend on their number in their last bits.</summary>
    [Description("Threads; by default the cores that this process may use. In fast they work inside an operation, and results depend on their number in their last bits; in exact they work on several parts of the batch at once."), Range(1, 1024)]
    public int? Threads { get; init; }

    /// <summary>What the bits of the trained weights depend on.</summary>
    [Description("fast: the last bits of the weights depend on the number of ranks and threads. exact: they do not, at some cost in speed (docs/determinism.md).")]
    public Determinism Determinism { get; init; } = Determinism.Fast;

    /// <summary>In exact: parts of a batch whose gradients are made alone and added pairwise; null takes the largest power of two up to 8 that divides the batch.</summary>
    [Description("In exact: parts of a batch whose gradients are made alone and added pairwise, a power of two that divides the batch; by default the largest up to 8."), Range(1, 65536)]
    public int? BatchShards { get; init; }

    /// <summary>In exact: threads inside an operation; results depend on it in their last bits, which is why it is not taken from the machine.</summary>
    [Description("In exact: threads inside an operation. Results depend on it in their last bits, so it is never taken from the machine."), Range(1, 1024)]
    public int ThreadsPerShard { get; init; } = 1;

    /// <summary>Steps between records of hashes of the weights in <c>metrics.jsonl</c>; null takes 1 in exact, 100 in fast. The ranks compare them.</summary>
    [Description("Steps between records of hashes of the weights in metrics.jsonl, by which rossby diff finds where runs part and ranks that diverge are found; by default 1 in exact, 100 in fast."), Range(1, 1000000)]
    public int? HashSteps { get; init; }

    /// <summary>How gradients are summed over ranks, in fast.</summary>
    [Description("How gradients are summed over ranks, in fast.")]
    public AllreduceConfig Allreduce { get; init; } = new();

    /// <summary>Over which samples batch norms take their statistics, in fast.</summary>
    [Description("Over which samples batch norms take their statistics, in fast.")]
    public BatchNormConfig BatchNorm { get; init; } = new();

    /// <summary>In fast: parts in which a rank's part of the batch goes through the network, one after another.</summary>
    [Description("In fast: parts in which a rank's part of the batch goes through the network one after another, for less memory; gradients add up and are summed over ranks once. The gradient is that of the batch, but for batch norms, which normalise within a part."), Range(1, 65536)]
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>In fast: by how many steps gradients are applied late.</summary>
    [Description("In fast: 1 applies the gradient of a step in the next one, as the 2018 system did, so that its sum over ranks has a whole step to hide behind; 0 in the step itself."), Range(0, 1)]
    public int GradientLag { get; init; }

    /// <summary>In fast: whether the whole work of a step is recorded and replayed.</summary>
    [Description("In fast: whether the whole work of a step, optimizer, loss scale and NCCL's sums over ranks among it, is recorded once and replayed, on a GPU as a CUDA graph. Ranks that sum by MPI meet in between, and cannot. Last bits differ from those of other steps. On a CPU nothing is won by it.")]
    public bool RecordSteps { get; init; }

    /// <summary>Batches read ahead.</summary>
    [Description("Batches read ahead."), Range(1, 64)]
    public int PrefetchBatches { get; init; } = 2;

    /// <summary>What is done about a step that went wrong.</summary>
    [Description("What is done about a step that went wrong.")]
    public FaultConfig Faults { get; init; } = new();

    /// <summary>When checkpoints are written and which are kept.</summary>
    [Description("When checkpoints are written and which are kept.")]
    public CheckpointConfig Checkpoints { get; init; } = new();

    /// <summary>Minutes that the job may take; null asks the batch system (<c>SLURM_JOB_END_TIME</c>).</summary>
    [Description("Minutes that the job may take from its start: training saves before they are over and stops with exit code 75. By default what the batch system says (SLURM_JOB_END_TIME), else no limit."), Range(0.0, 1e6, MinimumIsExclusive = true)]
    public double? TimeLimitMinutes { get; init; }

    /// <summary>How long before the time limit training stops: time for the step or validation batch in hand and for the last checkpoint.</summary>
    [Description("Seconds before the time limit at which training stops: time for the step in hand and for the last checkpoint."), Range(1, 86400)]
    public int TimeReserveSeconds { get; init; } = 120;

    /// <summary>Steps after each start whose timeline is recorded; 0 for none.</summary>
    [Description("Steps after each start of which timeline.json, in Chrome's trace format, tells what each thread of each rank did when; 0 for none."), Range(0, 1000000)]
    public int TimelineSteps { get; init; }

    /// <summary>Who runs where, for the log in MLPerf's words.</summary>
    [Description("Who runs where, as mllog.txt tells it in MLPerf's words.")]
    public SubmissionConfig Submission { get; init; } = new();

    /// <summary>What is minimised.</summary>
    [Description("What is minimised.")]
    public LossConfig Loss { get; init; } = new WeightedCrossEntropyConfig();

    /// <summary>How weights are updated.</summary>
    [Description("How weights are updated.")]
    public OptimizerConfig Optimizer { get; init; } = new AdamWConfig();

    /// <summary>How the learning rate changes over the steps.</summary>
    [Description("How the learning rate changes over the steps.")]
    public ScheduleConfig Schedule { get; init; } = new CosineScheduleConfig();

    /// <summary>Why steps of a network cannot be recorded on the section's device; null where they can, where none are to be, and where the device is not decided.</summary>
    public string? RecordingObstacle(ModelConfig network) => RecordSteps && Device == TrainDevice.Cuda && network.HasDropout()
        ? "a GPU records no steps of a network with dropout, whose masks are drawn on the processor anew each time: leave it out, or set model.dropout to 0" : null;

    /// <summary>The same training without what only says how it is carried out, when to save, when to stop and what to record: a run may go on with other such settings.</summary>
    public TrainConfig WithoutCircumstances()
    {
        var defaults = new TrainConfig();
        return this with
        {
            Recompute = defaults.Recompute, Checkpoints = defaults.Checkpoints, TimeLimitMinutes = defaults.TimeLimitMinutes,
            TimeReserveSeconds = defaults.TimeReserveSeconds, TimelineSteps = defaults.TimelineSteps, Submission = defaults.Submission,
        };
    }
}
