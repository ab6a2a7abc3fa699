using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// Whether weights were trained with the normalisation that they come with: the running mean of the first batch norm is what the data's mean becomes
/// under it.
/// </summary>
internal static class FirstNormCheck
{
    // A running mean over some tens of samples is nearer than that to the data's, in its standard deviations; the second holds where these are tiny.
    const double Tolerance = 0.05, SmallestTolerance = 0.002;

    // Behind a convolution, in standard deviations of the norm's channel.
    const double ConvolvedTolerance = 0.1;

    /// <summary>What does not agree: one line for each channel.</summary>
    public static IReadOnlyList<string> Mismatches(FirstNorm where, IReadOnlyDictionary<string, SafeTensor> tensors, ImportedChannels given)
    {
        double[] observed = Values(tensors[where.Norm + ".running_mean"]);
        double[] expected = [.. given.Channels.Zip(given.Scales, (c, s) => (c.Mean - s.Shift) / s.Scale)];
        return where.Convolution is null
            ? Direct(observed.AsSpan(where.Start), expected, given)
            : Convolved(observed, Values(tensors[where.Norm + ".running_var"]), expected, tensors[where.Convolution + ".weight"]);
    }

    static List<string> Direct(ReadOnlySpan<double> observed, double[] expected, ImportedChannels given)
    {
        var lines = new List<string>();
        for (int c = 0; c < expected.Length; c++)
        {
            double most = Math.Max(Tolerance * given.Channels[c].StandardDeviation / given.Scales[c].Scale, SmallestTolerance);
            if (Math.Abs(observed[c] - expected[c]) > most)
                lines.Add(FormattableString.Invariant($"{given.Channels[c].Name}: the network has seen a mean of {observed[c]:G4}, the statistics give {expected[c]:G4}"));
        }
        return lines;
    }

    // The mean of a convolution's result is that of the input times the sum of its kernel, but for the edges.
    static List<string> Convolved(double[] observed, double[] variance, double[] expected, SafeTensor weight)
    {
        double[] w = Values(weight);
        int channels = expected.Length, taps = (int)(weight.Shape[2] * weight.Shape[3]), off = 0;
        for (int o = 0; o < observed.Length; o++)
        {
            double sum = 0;
            for (int c = 0; c < channels; c++)
                for (int k = 0; k < taps; k++) sum += w[(o * channels + c) * taps + k] * expected[c];
            if (Math.Abs(observed[o] - sum) > ConvolvedTolerance * Math.Sqrt(variance[o])) off++;
        }
        return off == 0 ? [] : [$"{off} of the {observed.Length} means that the network has seen behind its first convolution are not those that the statistics give"];
    }

    static double[] Values(SafeTensor tensor)
    {
        using var scope = TensorScope.Begin();
        return tensor.ToTensor().To(ScalarType.Float64).ToArray<double>();
    }
}
