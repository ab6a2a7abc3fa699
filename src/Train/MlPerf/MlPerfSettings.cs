using System.Text.Json.Nodes;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>What MLPerf HPC asks a DeepCAM log to say of a run before it begins, under its keys; every value is the run's own.</summary>
internal static class MlPerfSettings
{
    // The rules fix it for the closed division.
    const double ClosedEpsilon = 1e-6;

    /// <summary>Keys and values in the order of the log.</summary>
    /// <param name="model">The network.</param>
    /// <param name="config">The section <c>train</c>.</param>
    /// <param name="plan">Steps and batch.</param>
    /// <param name="validationSamples">Samples of a validation.</param>
    /// <param name="context">Seed and ranks.</param>
    public static IEnumerable<(string Key, JsonNode? Value)> Of(ModelConfig model, TrainConfig config, StepPlan plan, int validationSamples, RunContext context)
    {
        var topology = context.Communicator.Topology;
        var rate = new LearningRate(config.Schedule, config.Optimizer.LearningRate, plan.BatchSize, plan.TotalSteps);
        return
        [
            ("submission_benchmark", "deepcam"),
            ("submission_org", config.Submission.Organization),
            ("submission_division", IsClosed(model, config) ? "closed" : "open"),
            ("submission_status", config.Submission.Status),
            ("submission_platform", config.Submission.Platform ?? $"{topology.Nodes.Count} x {topology.Mine.Host}"),
            // What other programs left in memory is not thrown away.
            ("cache_clear", false),
            ("number_of_nodes", topology.Nodes.Count),
            ("number_of_ranks", context.Communicator.Size),
            ("accelerators_per_node", topology.LocalRanks.Count(r => topology.Places[r].Gpu is not null)),
            ("num_workers", TrainingRun.ReadThreads),
            ("seed", context.Seed),
            ("global_batch_size", plan.BatchSize),
            ("gradient_accumulation_frequency", config.AccumulationSteps),
            ("batchnorm_group_size", NormSums.RanksTogether(config.BatchNorm, topology)),
            ("train_samples", plan.Samples),
            ("eval_samples", validationSamples),
            .. Of(config.Optimizer, rate.Peak / config.Schedule.WarmupFactor),
            .. Of(config.Schedule, rate),
        ];
    }

    // Rates rise from what is logged to that times the factor of the warm-up, as DeepCAM's reference counts.
    static IEnumerable<(string Key, JsonNode? Value)> Of(OptimizerConfig optimizer, double startRate)
    {
        string name = optimizer switch { AdamConfig => "Adam", AdamWConfig => "AdamW", LambConfig => "LAMB", _ => "SGD" };
        yield return ("opt_name", optimizer.Larc.Mode == LarcMode.Off ? name : $"LARC-{name}");
        yield return ("opt_lr", startRate);
        yield return ("opt_weight_decay", optimizer.WeightDecay);
        if (optimizer is SgdConfig sgd) yield return ("opt_momentum", sgd.Momentum);
        if (optimizer is not MomentsConfig moments) yield break;
        yield return ("opt_betas", new JsonArray(moments.Beta1, moments.Beta2));
        yield return ("opt_eps", moments.Epsilon);
        if (optimizer is not LambConfig lamb) yield break;
        yield return ("opt_bias_correction", lamb.BiasCorrection);
        yield return ("opt_grad_averaging", lamb.GradientAveraging);
        yield return ("opt_max_grad_norm", lamb.MaxGradientNorm);
    }

    static IEnumerable<(string Key, JsonNode? Value)> Of(ScheduleConfig schedule, LearningRate rate)
    {
        yield return ("scheduler_type", schedule switch
        {
            MultistepScheduleConfig => "multistep",
            CosineScheduleConfig => "cosine_annealing",
            PolynomialScheduleConfig => "polynomial",
            PiecewiseScheduleConfig => "piecewise",
            _ => "exponential",
        });
        yield return ("scheduler_lr_warmup_steps", schedule.WarmupSteps);
        yield return ("scheduler_lr_warmup_factor", schedule.WarmupFactor);
        if (schedule is MultistepScheduleConfig multistep)
        {
            yield return ("scheduler_milestones", new JsonArray([.. multistep.Milestones.Select(m => (JsonNode)m)]));
            yield return ("scheduler_decay_rate", multistep.Factor);
        }
        if (schedule is CosineScheduleConfig cosine)
        {
            yield return ("scheduler_t_max", rate.DecaySteps);
            yield return ("scheduler_eta_min", cosine.FinalFactor * rate.Peak);
        }
    }

    // The reference's network as published, and what the closed rules allow about it.
    static bool IsClosed(ModelConfig model, TrainConfig config) =>
        model is DeepLabV3PlusXceptionConfig { Width: 32, MiddleBlocks: 16, AtrousRates: [6, 12, 18], DecoderWidth: 256, LowLevelWidth: 48 }
        && config.Optimizer is MomentsConfig { Epsilon: ClosedEpsilon, Larc.Mode: LarcMode.Off }
        && config.Optimizer is not LambConfig { BiasCorrection: false } and not LambConfig { GradientAveraging: false } and not LambConfig { MaxGradientNorm: not 1 }
        && config.Schedule is MultistepScheduleConfig or CosineScheduleConfig;
}
