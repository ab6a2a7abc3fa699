namespace Rossby.Eval;

/// <summary>One training step.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Loss">Loss of its batch; null when not finite.</param>
/// <param name="LearningRate">As scheduled.</param>
public sealed record StepPoint(long Step, double? Loss, double? LearningRate);
