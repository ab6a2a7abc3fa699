using Rossby.Core;

namespace Rossby.Train;

/// <summary>Makes the schedule that the config chooses.</summary>
public static class LearningRate
{
    /// <summary>The schedule of a run of <paramref name="totalSteps"/> steps with that peak.</summary>
    public static ILearningRate Create(ScheduleConfig config, double peak, long totalSteps) => config switch
    {
        CosineScheduleConfig cosine => new WarmupCosine(cosine, peak, totalSteps),
        _ => throw new ConfigException([$"$.train.schedule.name: no schedule is made from {config.GetType().Name}."]),
    };
}
