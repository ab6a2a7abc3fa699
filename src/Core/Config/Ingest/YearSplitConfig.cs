namespace Rossby.Core;

/// <summary>Whole calendar years, however few there are, with gaps dropped between years of different splits (SCIENCE, Splits).</summary>
public sealed record YearSplitConfig : GappedSplitConfig;
