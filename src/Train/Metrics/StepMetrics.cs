namespace Rossby.Train;

/// <summary>A line of <c>metrics.jsonl</c>: one optimizer step.</summary>
/// <param name="Step">Steps done with this one.</param>
/// <param name="Epoch">The epoch it belongs to, from 1.</param>
/// <param name="Loss">Mean loss of the batch.</param>
/// <param name="LearningRate">The rate that was applied.</param>
/// <param name="SamplesPerSecond">Samples of all ranks over the time since the step before.</param>
/// <param name="Seconds">Seconds of training so far, over all starts.</param>
public sealed record StepMetrics(long Step, int Epoch, double Loss, double LearningRate, double SamplesPerSecond, double Seconds) : MetricLine;
