namespace Rossby.Core;

/// <summary>Settings of optimizer and schedule fit each other.</summary>
internal static class OptimizerRules
{
    public static void Check(TrainConfig train, ConfigFindings findings)
    {
        if (train.Optimizer is SgdConfig { Nesterov: true } sgd && (sgd.Momentum == 0 || sgd.Dampening != 0))
            findings.Add("$.train.optimizer.nesterov", "needs a momentum above 0 and a dampening of 0");
        switch (train.Schedule)
        {
            case MultistepScheduleConfig multistep:
                CheckRising("$.train.schedule.milestones", multistep.Milestones, findings);
                break;
            case PiecewiseScheduleConfig piecewise:
                CheckRising("$.train.schedule.boundaries", piecewise.Boundaries, findings);
                if (piecewise.Factors.Count != piecewise.Boundaries.Count)
                    findings.Add("$.train.schedule.factors", $"must be {piecewise.Boundaries.Count}, one for each boundary, got {piecewise.Factors.Count}");
                break;
        }
        if (train.Schedule.BatchScaling == BatchScaling.None && train.Schedule.ReferenceBatch is not null)
            findings.Add("$.train.schedule.referenceBatch", "has no effect without batchScaling; choose 'linear' or 'square-root', or leave it out");
        if (train.Schedule.BatchScaling != BatchScaling.None && train.Schedule.ReferenceBatch is null)
            findings.Add("$.train.schedule.referenceBatch", "is needed for batchScaling: the batch that the learning rate was chosen for");
    }

    static void CheckRising(string path, IReadOnlyList<int> steps, ConfigFindings findings)
    {
        for (int i = 1; i < steps.Count; i++)
        {
            if (steps[i] <= steps[i - 1]) findings.Add($"{path}[{i}]", $"must be above {steps[i - 1]}, the one before it, got {steps[i]}");
        }
    }
}
