using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The tallies of all channels: statistics over the training split, missing cells over all splits.</summary>
internal sealed class ChannelTallies(IReadOnlyList<SourceChannel> channels)
{
    readonly SampleTally[] training = [.. channels.Select(_ => SampleTally.Empty)];
    readonly long[] missing = new long[channels.Count], cells = new long[channels.Count];

    /// <summary>Adds a sample to the statistics of the training split.</summary>
    internal void AddTraining(SampleTally[] sample)
    {
        for (int c = 0; c < sample.Length; c++) training[c] = training[c].Plus(sample[c]);
    }

    /// <summary>Adds a sample of any split to the count of missing cells.</summary>
    internal void AddAny(SampleTally[] sample)
    {
        for (int c = 0; c < sample.Length; c++)
        {
            missing[c] += sample[c].Missing;
            cells[c] += sample[c].Missing + sample[c].Count;
        }
    }

    /// <summary>Mean and standard deviation of each channel, for normalising.</summary>
    /// <exception cref="DataException">A channel is missing or constant in the whole training split: nothing could be learned from it.</exception>
    internal (double Mean, double StandardDeviation)[] Normalisation()
    {
        for (int c = 0; c < channels.Count; c++)
        {
            string what = $"channel {channels[c].Name} (variable {channels[c].Origin})";
            if (training[c].Count == 0) throw new DataException($"{what} is missing in every cell of the training split; leave it out of $.ingest.channels or choose other times");
            if (training[c].Minimum == training[c].Maximum)
                throw new DataException(FormattableString.Invariant($"{what} is {training[c].Minimum} {channels[c].Units} in every cell of the training split; ")
                    + "leave it out of $.ingest.channels or choose other times");
        }
        return [.. training.Select(t => (t.Mean, t.StandardDeviation))];
    }

    /// <summary>For the manifest.</summary>
    internal IReadOnlyList<ChannelStatistics> Statistics() => [.. channels.Select((channel, c) => new ChannelStatistics
    {
        Name = channel.Name,
        LongName = channel.LongName,
        Units = channel.Units,
        Mean = training[c].Mean,
        StandardDeviation = training[c].StandardDeviation,
        Minimum = training[c].Minimum,
        Maximum = training[c].Maximum,
        MissingShare = cells[c] == 0 ? 0 : (double)missing[c] / cells[c],
        Origin = channel.Origin,
    })];
}
