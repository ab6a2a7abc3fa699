namespace Rossby.Train;

/// <summary>The last line of <c>metrics.jsonl</c>: what the steps of this start came to.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Steps">Steps of this start.</param>
/// <param name="Seconds">Their seconds, without validation.</param>
/// <param name="SamplesPerSecond">Samples of all ranks over that time.</param>
/// <param name="SustainedTeraflopsPerSecond">Operations of all ranks over that time (<see cref="FlopRate"/>).</param>
/// <param name="PeakTeraflopsPerSecond">The same of the fastest step.</param>
/// <param name="PhaseSeconds">Seconds of rank 0 by phase, validation among them.</param>
public sealed record RunMetrics(
    long Step, long Steps, double Seconds, double SamplesPerSecond, double SustainedTeraflopsPerSecond, double PeakTeraflopsPerSecond, PhaseSeconds PhaseSeconds)
    : MetricLine;
