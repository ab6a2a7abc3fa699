using Rossby.Core;

namespace Rossby.Train;

/// <summary>Half a cosine from 1 to the final factor (Loshchilov and Hutter 2017, equation 5, without restarts).</summary>
/// <param name="config">The final factor.</param>
/// <param name="steps">The length of the way.</param>
internal sealed class CosineDecay(CosineScheduleConfig config, long steps) : IDecay
{
    /// <inheritdoc/>
    public double At(long step) => config.FinalFactor + (1 - config.FinalFactor) * 0.5 * (1 + Math.Cos(Math.PI * DecayWay.Done(step, steps)));
}
