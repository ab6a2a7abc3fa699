using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The sums over all shards, in the plan's order whoever made them: the parts of the manifest that only writing can tell.</summary>
internal sealed class ShardSet
{
    /// <param name="source">The source.</param>
    /// <param name="labellers">The labellers.</param>
    /// <param name="isRegridded">Whether every labelling has soft labels, shares of area.</param>
    /// <param name="plans">The shards in order.</param>
    /// <param name="records">What was found in each.</param>
    /// <exception cref="DataException">A channel says nothing.</exception>
    internal ShardSet(SampleSource source, LabellerSet labellers, bool isRegridded, IReadOnlyList<ShardPlan> plans, IReadOnlyList<ShardRecord> records)
    {
        var channels = new ChannelTallies(source.Channels);
        LabelTally[] labels = [.. labellers.All.Select(_ => new LabelTally())];
        ClassAreaChange[] areas = [.. labellers.All.Select(l => new ClassAreaChange(l.Method))];
        var findings = new SortedDictionary<int, Finding[]>();
        var storms = new SortedDictionary<int, StormObject[][]>();
        foreach (var (plan, record) in plans.Zip(records))
        {
            bool isTraining = plan.Split == SplitName.Train;
            foreach (var (sample, found) in plan.Samples.Zip(record.Samples))
            {
                channels.AddAny(found.Tallies);
                if (isTraining) channels.AddTraining(found.Tallies);
                for (int k = 0; k < labels.Length; k++)
                {
                    labels[k].Add(found.Labels[k], isTraining);
                    if (isRegridded) areas[k].Add(found.ShareAreaKm2[k], found.Labels[k].AreaKm2);
                }
                findings[sample] = found.Findings;
                storms[sample] = found.Objects;
            }
        }
        _ = channels.Normalisation();
        Shards = [.. records.Select(r => r.Entry)];
        Channels = channels.Statistics();
        Labellings = [.. labels.Select((tally, k) => tally.Entry(labellers.All[k], k, isRegridded || labellers.All[k].GivesProbabilities))];
        Findings = [.. findings.Values.SelectMany(f => f), .. areas.SelectMany(a => a.Findings)];
        Objects = [.. labels.Select((_, k) => storms.Values.SelectMany(s => s[k]).ToArray())];
    }

    /// <summary>The shards in order.</summary>
    internal IReadOnlyList<ShardEntry> Shards { get; }

    /// <summary>Statistics.</summary>
    internal IReadOnlyList<ChannelStatistics> Channels { get; }

    /// <summary>Shares of the classes, by labelling.</summary>
    internal IReadOnlyList<LabellingEntry> Labellings { get; }

    /// <summary>What the guard warns of, in time order, then changes of class areas.</summary>
    internal IReadOnlyList<Finding> Findings { get; }

    /// <summary>By labelling: the storms of all samples in time order.</summary>
    internal IReadOnlyList<StormObject[]> Objects { get; }
}
