namespace Rossby.Ingest;

/// <summary>A candidate of a step.</summary>
/// <param name="Step">Index of the step.</param>
/// <param name="Number">Index among the step's candidates.</param>
internal readonly record struct TrackPoint(int Step, int Number);
