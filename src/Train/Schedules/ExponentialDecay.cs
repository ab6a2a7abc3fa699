using Rossby.Core;

namespace Rossby.Train;

/// <summary>The same factor over each equal stretch of steps.</summary>
/// <param name="config">Factor, length, and whether it falls in stairs.</param>
internal sealed class ExponentialDecay(ExponentialScheduleConfig config) : IDecay
{
    /// <inheritdoc/>
    public double At(long step) => Math.Pow(config.Factor, config.Staircase ? step / config.Steps : (double)step / config.Steps);
}
