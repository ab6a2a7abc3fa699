using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>One pass over the validation split: every sample once, in order, with the running statistics of the norms.</summary>
internal sealed class ValidationPass(SegmentationModel model, BatchLoss loss, SampleReader reader, Manifest manifest, int batchSize, RunContext context)
{
    /// <summary>Loss and confusion matrix of the split over all ranks.</summary>
    /// <exception cref="OperationCanceledException">Stopped between two batches.</exception>
    public ValidationResult Run(CancellationToken cancellation)
    {
        model.Training = false;
        // Its own memories: those of training hold batches that were read ahead.
        using var first = new TensorBatch(manifest, batchSize, loss.TakesProbabilities, model.Device);
        using var second = new TensorBatch(manifest, batchSize, loss.TakesProbabilities, model.Device);
        try
        {
            return Pass([first, second], cancellation);
        }
        finally
        {
            model.Training = true;
        }
    }

    ValidationResult Pass(TensorBatch[] memories, CancellationToken cancellation)
    {
        using var noGrad = Autograd.NoGrad();
        var matrix = new ConfusionMatrix(SegmentationClass.Count);
        int done = 0;
        var communicator = context.Communicator;
        var batches = SampleOrder.InOrder(reader.Count, batchSize);
        // A place for each batch, filled by the rank that has it: the sum over all is in the batches' order, however many ranks there are.
        double[] sums = new double[batches.Count], perSample = new double[batches.Count];
        long[] decidedSamples = [0];
        int number = communicator.Rank;
        var mine = batches.Where((_, i) => i % communicator.Size == communicator.Rank);
        byte[] predicted = new byte[reader.LabelBytes * batchSize];
        using var prefetch = new BatchPrefetcher<TensorBatch>(reader, mine, memories, timeline: context.Timeline);
        while (prefetch.Take() is { } batch)
        {
            // One rank alone may not leave a pass that ends with a collective call.
            if (communicator.Size == 1) cancellation.ThrowIfCancellationRequested();
            int samples = batch.Samples.Count;
            using var scope = TensorScope.Begin();
            batch.Memory.Send();
            var logits = loss.Logits(batch.Memory, 0, samples);
            sums[number] = loss.Of(logits, batch.Memory, 0, samples).Item() * BatchLoss.DecidedCells(batch.Memory, 0, samples);
            var cells = predicted.AsSpan(0, samples * reader.LabelBytes);
            logits.ArgMax(1).To(ScalarType.UInt8).CopyTo(cells);
            for (int slot = 0; slot < samples; slot++)
            {
                var sample = Count(batch.Memory.Labels(slot), cells.Slice(slot * reader.LabelBytes, reader.LabelBytes));
                matrix.Add(sample);
                // A sample without one decided cell says nothing.
                if (sample.Total == 0) continue;
                perSample[number] += sample.MlperfIntersectionOverUnion();
                decidedSamples[0]++;
            }
            prefetch.Return(batch);
            number += communicator.Size;
            done += samples;
            context.Progress?.Report(new("validate", done, reader.Count, "samples"));
        }
        communicator.Allreduce(decidedSamples, ReduceOperation.Sum);
        communicator.Allreduce(sums, ReduceOperation.Sum);
        communicator.Allreduce(perSample, ReduceOperation.Sum);
        double[] cellsOfAll = [.. matrix.Weights];
        communicator.Allreduce(cellsOfAll, ReduceOperation.Sum);
        cellsOfAll.CopyTo(matrix.Weights);
        return matrix.Total > 0 ? new(sums.Sum() / matrix.Total, matrix, perSample.Sum() / decidedSamples[0]) : new(null, matrix, null);
    }

    static ConfusionMatrix Count(ReadOnlySpan<byte> labels, ReadOnlySpan<byte> predicted)
    {
        var matrix = new ConfusionMatrix(SegmentationClass.Count);
        Span<long> counts = stackalloc long[SegmentationClass.Count * SegmentationClass.Count];
        counts.Clear();
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] != SegmentationClass.Ignore) counts[labels[i] * SegmentationClass.Count + predicted[i]]++;
        }
        for (int i = 0; i < counts.Length; i++) matrix.Weights[i] = counts[i];
        return matrix;
    }
}
