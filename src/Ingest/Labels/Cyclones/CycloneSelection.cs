namespace Rossby.Ingest;

/// <summary>The cyclones to label in each step, and how many steps were too few for tracks.</summary>
/// <param name="BySecond">By the step's second.</param>
/// <param name="Steps">Steps of the set.</param>
/// <param name="Snapshots">Steps whose candidates all stay, because no track fits into the run of steps around them.</param>
internal sealed record CycloneSelection(IReadOnlyDictionary<long, IReadOnlyList<LabelledCyclone>> BySecond, int Steps, int Snapshots)
{
    /// <summary>What a reader of the labels must know of the tracks.</summary>
    internal string TrackFilter =>
        Snapshots == 0 ? "every step" : Snapshots == Steps ? "none: snapshots, every candidate is labelled" : $"{Steps - Snapshots} of {Steps} steps; in the others, snapshots, every candidate is labelled";
}
