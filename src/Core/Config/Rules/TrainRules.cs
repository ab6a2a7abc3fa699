namespace Rossby.Core;

/// <summary>There is enough to fill a step.</summary>
internal static class TrainRules
{
    public static void Check(PipelineConfig config, ConfigFindings findings)
    {
        if (config.Ingest.Source is not SyntheticSourceConfig { Steps: var steps }) return;
        int samples = config.Ingest.Split is BlockSplitConfig { Train: var share } ? (int)Math.Ceiling(steps * share) : steps;
        if (config.Train.BatchSize > samples)
            findings.Add("$.train.batchSize", $"must be at most {samples}, the training split's share of {steps} time steps, got {config.Train.BatchSize}");
    }
}
