using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Eval;

// H latitude rows south to north, W longitude columns, C channels.

/// <summary>
/// Has the network and every other method decide samples, one at a time and each alone, so that what is decided depends on the sample and nothing else. One for
/// each thread.
/// </summary>
/// <param name="set">The set.</param>
/// <param name="predictor">The network, prepared; shared, since nothing is written to it.</param>
/// <param name="baselines">Fitted baselines.</param>
/// <param name="rules">Further labellings by rule, of the same split.</param>
internal sealed class SampleJudge(StagedSet set, Predictor predictor, IReadOnlyList<IPixelBaseline> baselines, IReadOnlyList<RuleLabelling> rules)
{
    readonly StoredFields stored = new(set.Manifest);
    readonly float[] fields = new float[set.Grid.CellCount * set.Manifest.Channels.Count];
    readonly float[] probabilities = new float[set.Grid.CellCount * SegmentationClass.Count];
    readonly byte[] decided = new byte[set.Grid.CellCount];

    /// <summary>Numbers that a sample counts: a <see cref="MethodTally"/> of the network, of each baseline and of each rule, then undecided cells and their area in km2.</summary>
    public int TallyLength => (1 + baselines.Count + rules.Count) * MethodTally.Length + 2;

    /// <summary>Decides a sample.</summary>
    /// <param name="batch">Where it lies.</param>
    /// <param name="slot">Its slot.</param>
    /// <param name="sample">Its number in the split.</param>
    /// <param name="mask">Receives the network's mask [H, W].</param>
    /// <param name="tally">Receives what it counts.</param>
    public void Decide(TensorBatch batch, int slot, int sample, Span<byte> mask, Span<double> tally)
    {
        ReadOnlySpan<byte> label = batch.Labels(slot);
        Predict(batch, slot, mask);
        int at = 0;
        Count(label, mask, tally, ref at);
        stored.Decode(batch.Data(slot), fields);
        foreach (var baseline in baselines)
        {
            baseline.Predict(fields, decided);
            Count(label, decided, tally, ref at);
        }
        foreach (var rule in rules)
        {
            rule.Read(sample, decided);
            Count(label, decided, tally, ref at);
        }
        for (int cell = 0; cell < label.Length; cell++)
        {
            if (label[cell] != SegmentationClass.Ignore) continue;
            tally[at]++;
            tally[at + 1] += set.Grid.CellAreaKm2(cell);
        }
        MissingInput.Blank(fields, set.Manifest.Channels.Count, mask);
    }

    void Predict(TensorBatch batch, int slot, Span<byte> mask)
    {
        using var scope = TensorScope.Begin();
        predictor.Predict(batch.Physical(slot, 1), probabilities, mask);
    }

    void Count(ReadOnlySpan<byte> label, ReadOnlySpan<byte> prediction, Span<double> tally, ref int at)
    {
        MethodTally.Count(set.Grid, label, prediction, tally.Slice(at, MethodTally.Length));
        at += MethodTally.Length;
    }
}
