namespace Rossby.Ingest;

/// <summary>A channel as the source gives it.</summary>
/// <param name="Name">CAM's name, or the variable's where Rossby knows no such channel.</param>
/// <param name="LongName">For titles and colour bars.</param>
/// <param name="Units">Of the values read.</param>
/// <param name="Origin">Variable, level and conversion, for the manifest.</param>
public sealed record SourceChannel(string Name, string LongName, string Units, string Origin);
