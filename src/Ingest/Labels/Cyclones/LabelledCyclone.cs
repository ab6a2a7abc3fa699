namespace Rossby.Ingest;

/// <summary>A candidate that is labelled.</summary>
/// <param name="Candidate">What was found.</param>
/// <param name="Track">Its track; null in a snapshot, which has none.</param>
internal sealed record LabelledCyclone(CycloneCandidate Candidate, TrackMembership? Track);
