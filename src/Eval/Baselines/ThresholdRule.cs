namespace Rossby.Eval;

/// <summary>A class wherever one channel is at or beyond a value.</summary>
/// <param name="Channel">Index of the channel.</param>
/// <param name="IsAbove">The class lies at or above the threshold; else below it.</param>
/// <param name="Threshold">In the channel's units.</param>
/// <param name="TrainingIou">IoU of the rule alone on the training split.</param>
internal sealed record ThresholdRule(int Channel, bool IsAbove, float Threshold, double TrainingIou)
{
    /// <summary>Whether a value is the class; a missing one (NaN) never is.</summary>
    public bool Holds(float value) => IsAbove ? value >= Threshold : value < Threshold;
}
