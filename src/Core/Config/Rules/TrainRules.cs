using System.Numerics;

namespace Rossby.Core;

/// <summary>There is enough to fill a step, and it can be cut into shards.</summary>
internal static class TrainRules
{
    public static void Check(PipelineConfig config, ConfigFindings findings)
    {
        CheckShards(config.Train, findings);
        CheckSteps(config.Train, findings);
        CheckNorms(config.Train, findings);
        OptimizerRules.Check(config.Train, findings);
        CheckDevice(config.Train, findings);
        CheckRecording(config.Train, config.Model, findings);
        CheckNccl(config.Train, findings);
        if (config.Train is { Precision: Precision.Tf32, Device: not TrainDevice.Cuda })
            findings.Add("$.train.precision", "tf32 is arithmetic of GPUs; choose fp32 or bf16, or \"device\": \"cuda\"");
        if (config.Eval.Precision == Precision.Tf32)
            findings.Add("$.eval.precision", "tf32 is arithmetic of GPUs, and evaluation computes on the CPU; choose fp32 or bf16");
        if (config.Train.Allreduce.WireType is ElementType.Float64 or ElementType.UInt8)
            findings.Add("$.train.allreduce.wireType", "must be fp32, bf16 or fp16");
        if (config.Train.Submission.Organization.Length == 0) findings.Add("$.train.submission.organization", "must not be empty");
        if (config.Train.Submission.Platform?.Length == 0) findings.Add("$.train.submission.platform", "must not be empty");
        if (config.Ingest.Source is not SyntheticSourceConfig { Steps: var steps }) return;
        int samples = config.Ingest.Split is ShareSplitConfig { Train: var share } ? (int)Math.Ceiling(steps * share) : steps;
        if (config.Train.BatchSize > samples)
            findings.Add("$.train.batchSize", $"must be at most {samples}, the training split's share of {steps} time steps, got {config.Train.BatchSize}");
    }

    static void CheckRecording(TrainConfig train, ModelConfig? model, ConfigFindings findings)
    {
        if (!train.RecordSteps) return;
        if (model is not null && train.RecordingObstacle(model) is { } obstacle) findings.Add("$.train.recordSteps", obstacle);
        if (train.Determinism == Determinism.Exact) findings.Add("$.train.recordSteps", "has no place in \"exact\"");
        if (train.AccumulationSteps > 1 || train.GradientLag > 0) findings.Add("$.train.recordSteps", "takes whole batches, whose gradients are applied at once");
        if (train.Faults.Action != FaultAction.Stop) findings.Add("$.train.recordSteps", "has made a step before it is looked at, so that faults.action can only be \"stop\"");
    }

    static void CheckDevice(TrainConfig train, ConfigFindings findings)
    {
        if (train.Device != TrainDevice.Cuda) return;
        if (train.Determinism == Determinism.Exact) findings.Add("$.train.device", "must be \"cpu\" in \"exact\", whose sums are made in a fixed order there alone");
        if (train.GradientLag > 0) findings.Add("$.train.device", "must be \"cpu\" where gradients are applied late");
    }

    static void CheckNccl(TrainConfig train, ConfigFindings findings)
    {
        if (train.Allreduce.Gpu != GpuAllreduce.Nccl) return;
        if (train.Device != TrainDevice.Cuda) findings.Add("$.train.allreduce.gpu", "\"nccl\" sums gradients that lie on GPUs: choose \"device\": \"cuda\"");
        if (train.Allreduce.Algorithm is not (AllreduceAlgorithm.Hierarchical or AllreduceAlgorithm.Flat))
            findings.Add("$.train.allreduce.algorithm", "must be hierarchical or flat where NCCL sums");
    }

    static void CheckSteps(TrainConfig train, ConfigFindings findings)
    {
        if (train.AccumulationSteps > train.BatchSize)
            findings.Add("$.train.accumulationSteps", $"must be at most the batch of {train.BatchSize}, got {train.AccumulationSteps}");
        if (train.Determinism == Determinism.Exact && train.AccumulationSteps > 1)
            findings.Add("$.train.accumulationSteps", "has no place in \"exact\", where each shard is made alone; choose batchShards");
        if (train.GradientLag > 0 && train.Determinism == Determinism.Exact)
            findings.Add("$.train.gradientLag", "gradients that come late have no place in \"exact\"");
        if (train.GradientLag > 0 && train.Precision == Precision.Fp16)
            findings.Add("$.train.gradientLag", "must be 0 in fp16, whose loss scale belongs to the step that made the gradient");
        if (train.GradientLag > 0 && train.Faults.Action != FaultAction.Stop)
            findings.Add("$.train.gradientLag", "must be 0 where a step may be left out: the gradient that came late is another step's");
    }

    static void CheckNorms(TrainConfig train, ConfigFindings findings)
    {
        if (train.BatchNorm.Statistics != NormStatistics.Local && train.Determinism == Determinism.Exact)
            findings.Add("$.train.batchNorm.statistics", "must be \"local\" in \"exact\", where a norm normalises within a shard, whatever the ranks; choose batchShards");
        if (train.BatchNorm is { GroupSize: not null, Statistics: not NormStatistics.Group })
            findings.Add("$.train.batchNorm.groupSize", "has no place but where statistics is \"group\"");
    }

    static void CheckShards(TrainConfig train, ConfigFindings findings)
    {
        if (train.BatchShards is { } shards && (!BitOperations.IsPow2(shards) || train.BatchSize % shards != 0))
            findings.Add("$.train.batchShards", $"must be a power of two that divides the batch of {train.BatchSize}, got {shards}");
    }
}
