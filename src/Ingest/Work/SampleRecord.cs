namespace Rossby.Ingest;

/// <summary>What was found while a sample was written, for the sums over the set.</summary>
/// <param name="Tallies">By channel.</param>
/// <param name="Labels">By labelling.</param>
/// <param name="Objects">By labelling: the storms.</param>
/// <param name="ShareAreaKm2">By labelling and class: the area before regridding made hard labels of it; empty where nothing was regridded.</param>
/// <param name="Findings">What the guard warns of.</param>
internal sealed record SampleRecord(SampleTally[] Tallies, LabelCounts[] Labels, StormObject[][] Objects, double[][] ShareAreaKm2, Finding[] Findings);
