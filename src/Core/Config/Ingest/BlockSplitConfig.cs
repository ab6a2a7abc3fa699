namespace Rossby.Core;

/// <summary>
/// Contiguous blocks of time (whole years when there are five or more), with gaps dropped between blocks of different splits (SCIENCE, Splits).
/// </summary>
public sealed record BlockSplitConfig : GappedSplitConfig;
