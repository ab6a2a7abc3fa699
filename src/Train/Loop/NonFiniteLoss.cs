using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;

namespace Rossby.Train;

/// <summary>Finds out why a loss or a gradient is not a number: the input, or the training itself.</summary>
internal static class NonFiniteLoss
{
    /// <summary>The error to end with: it names the step and the source files of the batch.</summary>
    /// <param name="what">What is not finite, such as <c>the loss is NaN</c>.</param>
    /// <param name="step">The step, counted from 1.</param>
    /// <param name="batch">The samples' memory; only fp32 sets can hold an infinite input.</param>
    /// <param name="samples">The samples by slot.</param>
    /// <param name="reader">Where they come from.</param>
    public static RossbyException Explain(string what, long step, TensorBatch batch, IReadOnlyList<int> samples, SampleReader reader)
    {
        for (int slot = 0; slot < samples.Count; slot++)
        {
            if (batch.ElementType != ElementType.Float32) break;
            int at = MemoryMarshal.Cast<byte, float>(batch.Data(slot)).IndexOfAnyInfinity();
            if (at < 0) continue;
            string sample = Describe(reader, samples[slot]);
            return new DataException(
                $"{sample}: channel {at % batch.Channels} holds an infinite value, so {what} at step {step}. Mark such cells as missing in the source.");
        }
        string files = string.Join(", ", samples.Select(s => Describe(reader, s)).Distinct());
        return new ConfigException([$"$.train.optimizer.learningRate: {what} at step {step}, with finite input (samples of {files}). "
            + "The last checkpoint is from before it. Choose a lower rate or a longer warm-up."]);
    }

    static int IndexOfAnyInfinity(this Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsInfinity(values[i])) return i;
        }
        return -1;
    }

    static string Describe(SampleReader reader, int sample) => $"{reader.Sample(sample).Source.Path} at {reader.Time(sample)}";
}
