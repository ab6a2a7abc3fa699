namespace Rossby.Train;

/// <summary>Where a dynamic loss scale stands.</summary>
/// <param name="Factor">What the loss of the next step is multiplied by.</param>
/// <param name="StepsSince">Steps taken since it last changed.</param>
/// <param name="Skipped">Steps of the run that were left out: the optimizer has made so many updates less.</param>
public sealed record LossScaleState(double Factor, int StepsSince, long Skipped);
