namespace Rossby.Train;

/// <summary>How the learning rate goes down once the warm-up is over.</summary>
internal interface IDecay
{
    /// <summary>The share of the rate after the warm-up.</summary>
    /// <param name="step">The step, counted from 0 where the warm-up ends.</param>
    double At(long step);
}
