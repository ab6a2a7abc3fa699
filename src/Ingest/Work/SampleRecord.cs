namespace Rossby.Ingest;

/// <summary>What was found while a sample was written, for the sums over the set.</summary>
/// <param name="Tallies">By channel.</param>
/// <param name="Labels">By labelling.</param>
/// <param name="Objects">By labelling: the storms.</param>
internal sealed record SampleRecord(SampleTally[] Tallies, LabelCounts[] Labels, StormObject[][] Objects);
