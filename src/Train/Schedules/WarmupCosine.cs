using Rossby.Core;

namespace Rossby.Train;

/// <summary>
/// A linear rise to the peak, then half a cosine down to <see cref="CosineScheduleConfig.FinalFactor"/> of it at the last step
/// (Loshchilov and Hutter 2017, equation 5, without restarts).
/// </summary>
/// <param name="config">Length of the rise, and the last step's share of the peak.</param>
/// <param name="peak">The peak rate.</param>
/// <param name="totalSteps">Optimizer steps in the whole run.</param>
public sealed class WarmupCosine(CosineScheduleConfig config, double peak, long totalSteps) : ILearningRate
{
    // A run shorter than its warm-up still ends at its peak.
    readonly long warmupSteps = Math.Min(config.WarmupSteps, totalSteps);

    /// <inheritdoc/>
    /// <remarks>
    /// The rise is peak x (step + 1) / warm-up: a first step at rate 0 would be a step for nothing. The step after the warm-up is the first that
    /// falls from the peak.
    /// </remarks>
    public double At(long step)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        if (step < warmupSteps) return peak * (step + 1) / warmupSteps;
        long fallingSteps = totalSteps - 1 - warmupSteps;
        double way = fallingSteps <= 0 ? 1 : Math.Min(1, (double)(step - warmupSteps) / fallingSteps);
        double share = config.FinalFactor + (1 - config.FinalFactor) * 0.5 * (1 + Math.Cos(Math.PI * way));
        return peak * share;
    }
}
