using Rossby.Staging;

namespace Rossby.Eval;

/// <summary>What comes of a split: sums over its samples in their order, its masks, and the samples that are drawn.</summary>
/// <param name="set">The set.</param>
/// <param name="split">Its split.</param>
/// <param name="masks">Where masks go.</param>
/// <param name="drawn">Samples to keep for maps.</param>
/// <param name="channel">The channel that is drawn.</param>
/// <param name="methods">Names and descriptions in the order of the tallies, the network's first.</param>
internal sealed class SplitSummary(
    StagedSet set, string split, MaskFolder masks, IReadOnlySet<int> drawn, int channel, IReadOnlyList<(string Name, string Description)> methods)
{
    readonly SampleReader reader = set.Reader(split);
    readonly MethodScorer[] scorers = [.. methods.Select(_ => new MethodScorer(set.Grid))];
    readonly byte[] label = new byte[set.Grid.CellCount];
    readonly List<MapSample> maps = [];
    double ignoredCells, ignoredAreaKm2;

    /// <summary>The samples that are drawn, in order.</summary>
    public IReadOnlyList<MapSample> Maps => maps;

    /// <summary>The scores of each method.</summary>
    public IReadOnlyList<MethodScores> Scores => [.. methods.Zip(scorers, (method, scorer) => scorer.Scores(method.Name, method.Description))];

    /// <summary>Share of cells whose label is undecided.</summary>
    public double IgnoredShare => ignoredCells / ((long)reader.Count * set.Grid.CellCount);

    /// <summary>The same by area.</summary>
    public double IgnoredAreaShare
    {
        get
        {
            double areaKm2 = 0;
            for (int row = 0; row < set.Grid.Height; row++) areaKm2 += set.Grid.RowCellAreaKm2[row] * set.Grid.Width;
            return ignoredAreaKm2 / (reader.Count * areaKm2);
        }
    }

    /// <summary>Adds the samples that come next in the split.</summary>
    public void Add(BatchDecisions decisions)
    {
        for (int slot = 0; slot < decisions.Samples.Count; slot++)
        {
            int sample = decisions.Samples[slot];
            var tally = decisions.Tally(slot);
            for (int i = 0; i < scorers.Length; i++) scorers[i].Add(tally.Slice(i * MethodTally.Length, MethodTally.Length));
            ignoredCells += tally[^2];
            ignoredAreaKm2 += tally[^1];
            reader.ReadLabels(sample, label);
            masks.Write(sample, decisions.Mask(slot), label);
            if (drawn.Contains(sample)) maps.Add(new MapSample(sample, Field(sample), [.. label], decisions.Mask(slot).ToArray()));
        }
    }

    // The drawn channel [H, W] in physical units.
    float[] Field(int sample)
    {
        int channels = set.Manifest.Channels.Count;
        byte[] data = new byte[reader.DataBytes];
        float[] fields = new float[set.Grid.CellCount * channels];
        reader.ReadData(sample, data);
        new StoredFields(set.Manifest).Decode(data, fields);
        return [.. Enumerable.Range(0, set.Grid.CellCount).Select(cell => fields[cell * channels + channel])];
    }
}
