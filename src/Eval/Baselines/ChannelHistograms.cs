using Rossby.Core;

namespace Rossby.Eval;

/// <summary>
/// Counts of the training split's decided cells by class over 4096 even bins of each channel, from which the best threshold of every class follows
/// exactly to one bin.
/// </summary>
internal sealed class ChannelHistograms(IReadOnlyList<ChannelStatistics> channels)
{
    /// <summary>Bins between a channel's smallest and largest value.</summary>
    public const int Bins = 4096;

    readonly long[] counts = new long[channels.Count * SegmentationClass.Count * Bins];
    readonly long[] labelled = new long[SegmentationClass.Count];
    readonly float[] lowest = [.. channels.Select(c => (float)c.Minimum)];
    readonly float[] binsPerUnit = [.. channels.Select(c => c.Maximum > c.Minimum ? (float)(Bins / (c.Maximum - c.Minimum)) : 0f)];

    /// <summary>Adds the decided cells of a sample: [cells, C] and [cells].</summary>
    public void Add(ReadOnlySpan<float> fields, ReadOnlySpan<byte> labels)
    {
        int width = lowest.Length;
        for (int cell = 0; cell < labels.Length; cell++)
        {
            int label = labels[cell];
            if (label == SegmentationClass.Ignore) continue;
            labelled[label]++;
            var values = fields.Slice(cell * width, width);
            for (int channel = 0; channel < values.Length; channel++)
            {
                // A missing value is on neither side of any threshold.
                if (float.IsNaN(values[channel])) continue;
                int bin = Math.Clamp((int)((values[channel] - lowest[channel]) * binsPerUnit[channel]), 0, Bins - 1);
                counts[(channel * SegmentationClass.Count + label) * Bins + bin]++;
            }
        }
    }

    /// <summary>Adds up what all ranks have counted.</summary>
    public void Join(ICommunicator communicator)
    {
        communicator.Allreduce(counts, ReduceOperation.Sum);
        communicator.Allreduce(labelled, ReduceOperation.Sum);
    }

    /// <summary>The rule with the highest IoU of a class over all channels, both directions and all bin edges; null when the class is absent.</summary>
    public ThresholdRule? Best(int classIndex)
    {
        if (labelled[classIndex] == 0) return null;
        ThresholdRule? best = null;
        for (int channel = 0; channel < lowest.Length; channel++)
        {
            if (binsPerUnit[channel] == 0) continue;
            long hitsBelow = 0, allBelow = 0, hitsInAll = 0, cellsInAll = 0;
            for (int bin = 0; bin < Bins; bin++) (hitsInAll, cellsInAll) = (hitsInAll + Count(channel, classIndex, bin), cellsInAll + Count(channel, bin));
            for (int edge = 0; edge <= Bins; edge++)
            {
                Consider(channel, isAbove: true, edge, hitsInAll - hitsBelow, cellsInAll - allBelow);
                Consider(channel, isAbove: false, edge, hitsBelow, allBelow);
                if (edge == Bins) break;
                hitsBelow += Count(channel, classIndex, edge);
                allBelow += Count(channel, edge);
            }
        }
        return best;

        void Consider(int channel, bool isAbove, int edge, long hits, long predicted)
        {
            double iou = (double)hits / (labelled[classIndex] + predicted - hits);
            if (best is null || iou > best.TrainingIou)
                best = new ThresholdRule(channel, isAbove, lowest[channel] + edge / binsPerUnit[channel], iou);
        }
    }

    long Count(int channel, int classIndex, int bin) => counts[(channel * SegmentationClass.Count + classIndex) * Bins + bin];

    long Count(int channel, int bin)
    {
        long all = 0;
        for (int c = 0; c < SegmentationClass.Count; c++) all += Count(channel, c, bin);
        return all;
    }
}
