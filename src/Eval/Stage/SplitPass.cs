using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Eval;

// B batch, H latitude rows south to north, W longitude columns, C channels.

/// <summary>One pass over a split: the network and every baseline decide each sample, masks are written, the samples to be drawn are kept.</summary>
internal sealed class SplitPass(StagedSet set, SampleReader reader, Predictor predictor, IReadOnlyList<IPixelBaseline> baselines)
{
    readonly MethodScorer network = new(set.Grid);
    readonly MethodScorer[] opponents = [.. baselines.Select(_ => new MethodScorer(set.Grid))];
    readonly StoredFields stored = new(set.Manifest);
    readonly float[] fields = new float[set.Grid.CellCount * set.Manifest.Channels.Count];
    readonly float[] probabilities = new float[set.Grid.CellCount * SegmentationClass.Count];
    readonly byte[] opponent = new byte[set.Grid.CellCount];
    readonly List<MapSample> maps = [];
    long ignoredCells;
    double ignoredAreaKm2;

    /// <summary>Runs the pass.</summary>
    /// <param name="batchSize">Samples in a forward pass.</param>
    /// <param name="drawn">Samples to keep for maps.</param>
    /// <param name="channel">The channel that is drawn.</param>
    /// <param name="masks">Where masks go; null on ranks that write nothing.</param>
    /// <param name="progress">Told after each batch.</param>
    /// <param name="cancellation">Stops the pass.</param>
    /// <exception cref="OperationCanceledException">Stopped; nothing is saved.</exception>
    public SplitResult Run(
        int batchSize, IReadOnlySet<int> drawn, int channel, MaskFolder? masks, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        TensorBatch[] memories = [new(set.Manifest, Math.Min(batchSize, reader.Count)), new(set.Manifest, Math.Min(batchSize, reader.Count))];
        try
        {
            using var prefetcher = new BatchPrefetcher<TensorBatch>(reader, SampleOrder.InOrder(reader.Count, batchSize), memories);
            int done = 0;
            while (prefetcher.Take() is { } batch)
            {
                cancellation.ThrowIfCancellationRequested();
                Decide(batch, drawn, channel, masks);
                done += batch.Samples.Count;
                prefetcher.Return(batch);
                progress?.Report(new StageProgress("evaluate", done, reader.Count, "samples"));
            }
        }
        finally
        {
            foreach (var memory in memories) memory.Dispose();
        }
        double areaKm2 = 0;
        for (int row = 0; row < set.Grid.Height; row++) areaKm2 += set.Grid.RowCellAreaKm2[row] * set.Grid.Width;
        return new SplitResult(
            network.Scores("network", "The trained network."),
            [.. baselines.Zip(opponents, (baseline, scorer) => scorer.Scores(baseline.Name, baseline.Description))],
            (double)ignoredCells / ((long)reader.Count * set.Grid.CellCount),
            ignoredAreaKm2 / (reader.Count * areaKm2),
            maps);
    }

    void Decide(PrefetchedBatch<TensorBatch> batch, IReadOnlySet<int> drawn, int channel, MaskFolder? masks)
    {
        int cells = set.Grid.CellCount;
        using var scope = TensorScope.Begin();
        // [B, H, W, classes] without gaps.
        var shares = predictor.Probabilities(batch.Memory.Physical(0, batch.Samples.Count)).Permute(0, 2, 3, 1);
        for (int slot = 0; slot < batch.Samples.Count; slot++)
        {
            shares.Slice(0, slot, slot + 1).CopyTo<float>(probabilities);
            var prediction = new byte[cells];
            Likeliest(probabilities, prediction);
            ReadOnlySpan<byte> label = batch.Memory.Labels(slot);
            Score(batch.Memory.Data(slot), label, prediction);
            MissingInput.Blank(fields, set.Manifest.Channels.Count, prediction);
            masks?.Write(batch.Samples[slot], prediction, label);
            if (!drawn.Contains(batch.Samples[slot])) continue;
            var field = new float[cells];
            for (int cell = 0; cell < cells; cell++) field[cell] = fields[cell * set.Manifest.Channels.Count + channel];
            maps.Add(new MapSample(batch.Samples[slot], field, label.ToArray(), prediction));
        }
    }

    void Score(ReadOnlySpan<byte> data, ReadOnlySpan<byte> label, ReadOnlySpan<byte> prediction)
    {
        network.Add(label, prediction);
        stored.Decode(data, fields);
        for (int i = 0; i < opponents.Length; i++)
        {
            baselines[i].Predict(fields, opponent);
            opponents[i].Add(label, opponent);
        }
        for (int cell = 0; cell < label.Length; cell++)
        {
            if (label[cell] != SegmentationClass.Ignore) continue;
            ignoredCells++;
            ignoredAreaKm2 += set.Grid.CellAreaKm2(cell);
        }
    }

    static void Likeliest(ReadOnlySpan<float> shares, Span<byte> classes)
    {
        for (int cell = 0; cell < classes.Length; cell++)
        {
            var ofCell = shares.Slice(cell * SegmentationClass.Count, SegmentationClass.Count);
            byte best = 0;
            for (byte c = 1; c < SegmentationClass.Count; c++)
            {
                if (ofCell[c] > ofCell[best]) best = c;
            }
            classes[cell] = best;
        }
    }
}
