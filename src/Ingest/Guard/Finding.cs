namespace Rossby.Ingest;

/// <summary>Something about a source that a user should look at.</summary>
/// <param name="Severity">Whether ingest stops.</param>
/// <param name="Kind">Its name (<see cref="Core.FindingKind"/>).</param>
/// <param name="File">The file where it was seen first; null where it is about none.</param>
/// <param name="Subject">The channel with its variable, the split, the class: what it is about.</param>
/// <param name="What">What was found, with numbers.</param>
/// <param name="Remedy">What to do.</param>
internal sealed record Finding(FindingSeverity Severity, string Kind, string? File, string Subject, string What, string Remedy)
{
    /// <summary>One line of the report.</summary>
    public override string ToString() => $"[{Kind}] {(File == null ? "" : $"{File}: ")}{Subject}: {What}; {Remedy}";
}
