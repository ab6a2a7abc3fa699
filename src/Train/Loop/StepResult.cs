namespace Rossby.Train;

/// <summary>What came of one step.</summary>
/// <param name="Loss">The loss of the whole batch, before the update; not finite only where the step was left out.</param>
/// <param name="Skipped">Whether a value overflowed, so that weights, running statistics and moments are as they were.</param>
/// <param name="Fault">Why it was left out by the config's word; null where it was not.</param>
internal readonly record struct StepResult(double Loss, bool Skipped, string? Fault = null);
