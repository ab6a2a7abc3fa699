using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The first of two looks at the training samples, for fp16 and bf16: they hold values normalised by statistics that only all of training tells.</summary>
internal sealed class TrainingMeasure(SampleSource source, SampleReading reading, IReadOnlyList<ShardPlan> plans, WorkFolder work, int threads, WorkProgress progress)
{
    readonly ShardPlan[] training = [.. plans.Where(p => p.Split == SplitName.Train)];

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
        ThreadTeam.Run(found.Length, threads, i =>
        {
            int time = plan.Samples[i];
            using var step = reading.Fields(time, reading.NotPlain(time));
            using var rows = reading.Rows(time, step.Input.Fields);
            var tallies = new BlockTallies(reading.Blocks);
            float[] planar = new float[reading.Blocks.RunValues];
            for (int block = 0; block < reading.Blocks.Count; block += reading.Blocks.BlocksOfRun) rows.ReadRun(block, planar, tallies);
            found[i] = tallies.Sum();
            progress.Add(1);
        }, cancellation);
        work.Write(Name(plan), found, WorkJson.Default.SampleTallyArrayArray);
    }

    static string Name(ShardPlan plan) => $"measure-{Path.GetFileNameWithoutExtension(plan.File)}.json";
}
