using Rossby.Core;

namespace Rossby.Train;

/// <summary>A power of the way that is left, from 1 to the final factor.</summary>
/// <param name="config">The power and the final factor.</param>
/// <param name="steps">The length of the way.</param>
internal sealed class PolynomialDecay(PolynomialScheduleConfig config, long steps) : IDecay
{
    /// <inheritdoc/>
    public double At(long step) => config.FinalFactor + (1 - config.FinalFactor) * Math.Pow(1 - DecayWay.Done(step, steps), config.Power);
}
