namespace Rossby.Ingest;

/// <summary>One way in which files write a unit: value x <see cref="Scale"/> + <see cref="Offset"/> is in <see cref="Units"/>.</summary>
/// <param name="Units">Rossby's spelling of the unit.</param>
/// <param name="Scale">Factor.</param>
/// <param name="Offset">Added after the factor.</param>
/// <param name="Assumption">The physics by which two different quantities are converted; null between units of one quantity.</param>
internal sealed record UnitSpelling(string Units, double Scale = 1, double Offset = 0, string? Assumption = null);
