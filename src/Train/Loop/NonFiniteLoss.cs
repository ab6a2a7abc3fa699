using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;

namespace Rossby.Train;

/// <summary>Finds out why a loss or a gradient is not a number: the input, the precision, or the training itself.</summary>
internal static class NonFiniteLoss
{
    /// <summary>The error to end with: it names the step and the source files of the batch.</summary>
    /// <param name="what">What is not finite, such as <c>the loss became NaN</c>.</param>
    /// <param name="step">The step, counted from 1.</param>
    /// <param name="batch">This rank's part of the batch.</param>
    /// <param name="reader">Where the samples come from.</param>
    public static RossbyException Explain(string what, long step, PrefetchedBatch<TensorBatch> batch, SampleReader reader) =>
        InfiniteInput(what, step, batch, reader) is { } input ? input : new ConfigException([
            $"$.train.optimizer.learningRate: {what} at step {step}, with finite input (samples of {Files(batch.Samples, reader)}). "
            + "The last checkpoint is from before it. Choose a lower rate or a longer warm-up."]);

    /// <summary>The error to end with where a step's loss was finite and its gradient was not, which is found as the next step would apply it.</summary>
    /// <param name="what">What is not finite.</param>
    /// <param name="step">The step that made the gradient, counted from 1.</param>
    /// <param name="samples">This rank's samples of it; null where they are not known, as it was made before this start.</param>
    /// <param name="reader">Where they come from.</param>
    public static RossbyException ExplainLate(string what, long step, IReadOnlyList<int>? samples, SampleReader reader) => new ConfigException([
        $"$.train.optimizer.learningRate: {what} at step {step} (samples of {(samples is null ? "the step before this start" : Files(samples, reader))}), as is found when the next step is to apply it. "
        + "Choose a lower rate or a longer warm-up."]);

    /// <summary>The error when a batch overflows fp16 whatever the loss is multiplied by, or when an input is to blame.</summary>
    /// <param name="loss">The loss of the whole batch.</param>
    /// <param name="step">The step, counted from 1.</param>
    /// <param name="batch">This rank's part of the batch.</param>
    /// <param name="reader">Where the samples come from.</param>
    public static RossbyException ExplainOverflow(double loss, long step, PrefetchedBatch<TensorBatch> batch, SampleReader reader) =>
        !double.IsFinite(loss) && InfiniteInput($"the loss became {Text(loss)}", step, batch, reader) is { } input ? input : new ConfigException([
            $"$.train.precision: fp16 overflows at step {step} though the loss scale went down to 1 (samples of {Files(batch.Samples, reader)}): "
            + "maps of this network leave its range of 65,504, or the training diverges. The last checkpoint is from before it. Choose bf16, or a lower rate."]);

    /// <summary>A value that is not finite, in words.</summary>
    public static string Text(double value) => double.IsNaN(value) ? "NaN" : "infinite";

    // Only fp32 sets can hold an infinite input.
    static DataException? InfiniteInput(string what, long step, PrefetchedBatch<TensorBatch> batch, SampleReader reader)
    {
        for (int slot = 0; slot < batch.Samples.Count; slot++)
        {
            if (batch.Memory.ElementType != ElementType.Float32) break;
            int at = MemoryMarshal.Cast<byte, float>(batch.Memory.Data(slot)).IndexOfAnyInfinity();
            if (at < 0) continue;
            string sample = reader.Describe(batch.Samples[slot]);
            return new DataException(
                $"{sample}: channel {at % batch.Memory.Channels} holds an infinite value, so {what} at step {step}. Mark such cells as missing in the source.");
        }
        return null;
    }

    static int IndexOfAnyInfinity(this Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsInfinity(values[i])) return i;
        }
        return -1;
    }

    static string Files(IReadOnlyList<int> samples, SampleReader reader) => string.Join(", ", samples.Select(reader.Describe).Distinct());
}
