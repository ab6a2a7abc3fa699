using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// The learning rate as a pure function of the step, so that a run that is taken up anywhere goes on with the same one: a linear rise to the peak, then
/// the decay that the config chooses.
/// </summary>
public sealed class LearningRate
{
    readonly ScheduleConfig config;
    readonly long warmupSteps;
    readonly IDecay decay;

    /// <summary>The schedule of a run.</summary>
    /// <param name="config">Warm-up and decay.</param>
    /// <param name="learningRate">The optimizer's.</param>
    /// <param name="batchSize">Samples of a step over all ranks.</param>
    /// <param name="totalSteps">Optimizer steps in the whole run.</param>
    public LearningRate(ScheduleConfig config, double learningRate, int batchSize, long totalSteps)
    {
        this.config = config;
        Peak = learningRate * Scale(config, batchSize);
        // A run shorter than its warm-up still ends at its peak.
        warmupSteps = Math.Min(config.WarmupSteps, totalSteps);
        // The run's last step is at the bottom.
        DecaySteps = (config as FallingScheduleConfig)?.Steps ?? totalSteps - 1 - warmupSteps;
        decay = Create(config, DecaySteps);
    }

    /// <summary>The rate when the warm-up is over.</summary>
    public double Peak { get; }

    /// <summary>Steps from the end of the warm-up to the bottom, of schedules that have one.</summary>
    public long DecaySteps { get; }

    /// <summary>The rate of one optimizer step.</summary>
    /// <param name="step">The step, counted from 0 over the whole run.</param>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        return Peak * (step < warmupSteps ? Risen(step) : decay.At(step - warmupSteps));
    }

    // MLPerf HPC DeepCAM, schedulers.py: base t / W for a factor f of 1, else base ((f - 1) t / W + 1), which ends at f base, the peak.
    double Risen(long step)
    {
        double way = (double)(config.Warmup == Warmup.DeepCam ? step : step + 1) / warmupSteps;
        return config.WarmupFactor == 1 ? way : ((config.WarmupFactor - 1) * way + 1) / config.WarmupFactor;
    }

    static double Scale(ScheduleConfig config, int batchSize)
    {
        double ratio = batchSize / (double)(config.ReferenceBatch ?? batchSize);
        return config.BatchScaling switch
        {
            BatchScaling.Linear => ratio,
            BatchScaling.SquareRoot => Math.Sqrt(ratio),
            _ => 1,
        };
    }

    static IDecay Create(ScheduleConfig config, long steps)
    {
        // DeepCAM's reference, schedulers.py: milestones are x + W + 1, but plain where there is no warm-up.
        long late = config.Warmup == Warmup.DeepCam && config.WarmupSteps > 0 ? 1 : 0;
        return config switch
        {
            CosineScheduleConfig c => new CosineDecay(c, steps),
            PolynomialScheduleConfig p => new PolynomialDecay(p, steps),
            MultistepScheduleConfig m => new PiecewiseDecay([.. m.Milestones.Select(x => x + late)], [.. m.Milestones.Select((_, i) => Math.Pow(m.Factor, i + 1))]),
            PiecewiseScheduleConfig p => new PiecewiseDecay([.. p.Boundaries.Select(x => x + late)], p.Factors),
            ExponentialScheduleConfig e => new ExponentialDecay(e),
            _ => throw new ConfigException([$"$.train.schedule.name: no schedule is made from {config.GetType().Name}."]),
        };
    }
}
