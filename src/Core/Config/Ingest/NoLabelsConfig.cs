namespace Rossby.Core;

/// <summary>Every cell undecided: for files that are only predicted on.</summary>
public sealed record NoLabelsConfig : LabelsConfig;
