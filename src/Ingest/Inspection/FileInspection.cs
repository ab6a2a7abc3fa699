namespace Rossby.Ingest;

/// <summary>What one file holds.</summary>
/// <param name="Path">The file.</param>
/// <param name="Fields">Its variables that are no coordinates.</param>
/// <param name="Refusal">Why it cannot be opened; null when it can.</param>
public sealed record FileInspection(string Path, IReadOnlyList<FieldInspection> Fields, string? Refusal)
{
    /// <summary>Whether at least one variable can be read as a field.</summary>
    public bool IsReadable => Refusal == null && Fields.Any(f => f.Refusal == null);
}
