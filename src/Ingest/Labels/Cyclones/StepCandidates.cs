namespace Rossby.Ingest;

/// <summary>The candidates that a tracking labeller found in one step.</summary>
/// <param name="Second">The step's time in seconds on the set's calendar (<see cref="LabelInput.Second"/>).</param>
/// <param name="Candidates">In a fixed order, whatever thread found them.</param>
public sealed record StepCandidates(long Second, IReadOnlyList<CycloneCandidate> Candidates);
