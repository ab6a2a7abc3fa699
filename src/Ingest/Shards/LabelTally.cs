using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>How often each class occurs in a set: by cells in the training split, by area in all of it; undecided cells apart.</summary>
internal sealed class LabelTally
{
    readonly long[] trainingCells = new long[SegmentationClass.Count];
    readonly double[] areaKm2 = new double[SegmentationClass.Count];
    long ignored, cells;

    /// <summary>Adds one sample.</summary>
    internal void Add(LabelCounts sample, bool isTraining)
    {
        ignored += sample.Ignored;
        cells += sample.Ignored + sample.Cells.Sum();
        for (int k = 0; k < SegmentationClass.Count; k++)
        {
            areaKm2[k] += sample.AreaKm2[k];
            if (isTraining) trainingCells[k] += sample.Cells[k];
        }
    }

    /// <summary>For the manifest.</summary>
    internal LabellingEntry Entry(ILabeller labeller, int labelling, bool isSoft)
    {
        double trainingSum = trainingCells.Sum(), areaSum = areaKm2.Sum();
        return new LabellingEntry
        {
            Dataset = ShardDatasets.Labels(labelling),
            Probabilities = isSoft ? ShardDatasets.Probabilities(labelling) : null,
            Method = labeller.Method,
            Version = labeller.Version,
            Parameters = labeller.Parameters,
            IsRuleBased = labeller.IsRuleBased,
            ClassFrequencies = [.. trainingCells.Select(n => trainingSum == 0 ? 0 : n / trainingSum)],
            AreaShares = [.. areaKm2.Select(a => areaSum == 0 ? 0 : a / areaSum)],
            IgnoredShare = cells == 0 ? 0 : (double)ignored / cells,
        };
    }
}
