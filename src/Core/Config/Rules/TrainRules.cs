using System.Numerics;

namespace Rossby.Core;

/// <summary>There is enough to fill a step, and it can be cut into shards.</summary>
internal static class TrainRules
{
    public static void Check(PipelineConfig config, ConfigFindings findings)
    {
        CheckShards(config.Train, findings);
        CheckSteps(config.Train, findings);
        OptimizerRules.Check(config.Train, findings);
        CheckPrecision("$.train.precision", config.Train.Precision, findings);
        CheckPrecision("$.eval.precision", config.Eval.Precision, findings);
        if (config.Train.Allreduce.WireType is ElementType.Float64 or ElementType.UInt8)
            findings.Add("$.train.allreduce.wireType", "must be fp32, bf16 or fp16");
        if (config.Train.Submission.Organization.Length == 0) findings.Add("$.train.submission.organization", "must not be empty");
        if (config.Train.Submission.Platform?.Length == 0) findings.Add("$.train.submission.platform", "must not be empty");
        if (config.Ingest.Source is not SyntheticSourceConfig { Steps: var steps }) return;
        int samples = config.Ingest.Split is ShareSplitConfig { Train: var share } ? (int)Math.Ceiling(steps * share) : steps;
        if (config.Train.BatchSize > samples)
            findings.Add("$.train.batchSize", $"must be at most {samples}, the training split's share of {steps} time steps, got {config.Train.BatchSize}");
    }

    static void CheckPrecision(string path, Precision precision, ConfigFindings findings)
    {
        if (precision == Precision.Tf32) findings.Add(path, "tf32 is arithmetic of GPUs, and networks are computed on the CPU here; choose fp32 or bf16");
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

    static void CheckShards(TrainConfig train, ConfigFindings findings)
    {
        if (train.BatchShards is { } shards && (!BitOperations.IsPow2(shards) || train.BatchSize % shards != 0))
            findings.Add("$.train.batchShards", $"must be a power of two that divides the batch of {train.BatchSize}, got {shards}");
    }
}
