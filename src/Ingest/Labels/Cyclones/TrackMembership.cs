namespace Rossby.Ingest;

/// <summary>The track that a labelled cyclone belongs to.</summary>
/// <param name="Number">1, 2, ... in order of the tracks' first steps.</param>
/// <param name="Hours">How long the track is.</param>
internal sealed record TrackMembership(int Number, double Hours);
