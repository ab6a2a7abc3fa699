namespace Rossby.Ingest;

/// <summary>Count, mean, squared deviations and extremes of one channel's valid values, in double; tallies add up without loss (Chan et al. 1979).</summary>
/// <param name="Count">Valid values.</param>
/// <param name="Missing">Values that are NaN.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="SquaredDeviations">The sum of (value - mean)^2.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Maximum">The largest.</param>
internal readonly record struct SampleTally(long Count, long Missing, double Mean, double SquaredDeviations, double Minimum, double Maximum)
{
    /// <summary>Nothing counted.</summary>
    internal static SampleTally Empty => new(0, 0, 0, 0, double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The population standard deviation.</summary>
    internal double StandardDeviation => Count == 0 ? 0 : Math.Sqrt(SquaredDeviations / Count);

    /// <summary>Counts one channel of a sample.</summary>
    /// <param name="hwc">[H, W, C].</param>
    /// <param name="channel">Which channel.</param>
    /// <param name="channels">C.</param>
    internal static SampleTally Of(ReadOnlySpan<float> hwc, int channel, int channels)
    {
        double sum = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        long count = 0, missing = 0;
        for (int i = channel; i < hwc.Length; i += channels)
        {
            double value = hwc[i];
            if (double.IsNaN(value))
            {
                missing++;
                continue;
            }
            count++;
            sum += value;
            low = Math.Min(low, value);
            high = Math.Max(high, value);
        }
        double mean = count == 0 ? 0 : sum / count, squares = 0;
        for (int i = channel; i < hwc.Length; i += channels)
        {
            double deviation = hwc[i] - mean;
            if (!double.IsNaN(deviation)) squares += deviation * deviation;
        }
        return new SampleTally(count, missing, mean, squares, low, high);
    }

    /// <summary>This and another together.</summary>
    internal SampleTally Plus(in SampleTally other)
    {
        long count = Count + other.Count;
        if (count == 0) return Empty with { Missing = Missing + other.Missing };
        double difference = other.Mean - Mean;
        return new SampleTally(count, Missing + other.Missing,
            Mean + difference * other.Count / count,
            SquaredDeviations + other.SquaredDeviations + difference * difference * ((double)Count * other.Count / count),
            Math.Min(Minimum, other.Minimum), Math.Max(Maximum, other.Maximum));
    }
}
