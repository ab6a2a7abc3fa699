using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The first of two looks at the training samples, for fp16 and bf16: they hold values normalised by statistics that only all of training tells.</summary>
internal sealed class TrainingMeasure(SampleSource source, SampleRegridding regridding, IReadOnlyList<ShardPlan> plans, WorkFolder work, int ahead, WorkProgress progress)
{
    readonly ShardPlan[] training = [.. plans.Where(p => p.Split == SplitName.Train)];
    readonly int channels = source.Channels.Count;

    /// <summary>One item for each training shard.</summary>
    internal IReadOnlyList<WorkItem> Items => [.. training.Select(p => new WorkItem(Name(p), p.Samples.Count, () => work.Has(Name(p)), stop => Measure(p, stop)))];

    /// <summary>Mean and standard deviation of each channel, once every item is done.</summary>
    /// <exception cref="DataException">A channel says nothing.</exception>
    internal (double Mean, double StandardDeviation)[] Normalisation()
    {
        var tallies = new ChannelTallies(source.Channels);
        foreach (var plan in training)
            foreach (var sample in work.Read(Name(plan), WorkJson.Default.SampleTallyArrayArray)) tallies.AddTraining(sample);
        return tallies.Normalisation();
    }

    void Measure(ShardPlan plan, CancellationToken cancellation)
    {
        var found = new SampleTally[plan.Samples.Count][];
        OrderedPipeline.Run(found.Length, ahead,
            i =>
            {
                float[] hwc = new float[source.Grid.CellCount * channels];
                source.Read(plan.Samples[i], hwc);
                return ChannelTallies.Of(regridding.Fields(hwc, channels), channels);
            },
            (i, tallies) =>
            {
                found[i] = tallies;
                progress.Add(1);
            },
            cancellation);
        work.Write(Name(plan), found, WorkJson.Default.SampleTallyArrayArray);
    }

    static string Name(ShardPlan plan) => $"measure-{Path.GetFileNameWithoutExtension(plan.File)}.json";
}
