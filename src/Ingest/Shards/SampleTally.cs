using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Rossby.Ingest;

/// <summary>
/// Count, mean, squared deviations and extremes of one channel's valid values, in double; tallies add up without loss (Chan et al. 1979).
/// Sums go over 16 lanes and then over these in order, on any processor, so that equal values give equal bits.
/// </summary>
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

    /// <summary>Counts values: finite, or NaN where missing. Few enough to stay in the processor's nearest cache are gone over twice for free.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static SampleTally Of(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(values);
        var rest = values[(vectors.Length * Vector512<float>.Count)..];
        Vector512<double> lower = default, upper = default;
        Vector512<float> lows = Vector512.Create(float.PositiveInfinity), highs = Vector512.Create(float.NegativeInfinity);
        long missing = 0;
        foreach (var value in vectors)
        {
            var valid = Vector512.Equals(value, value);
            if (valid != Vector512<float>.AllBitsSet) missing += Vector512<float>.Count - BitOperations.PopCount(valid.ExtractMostSignificantBits());
            var (a, b) = Vector512.Widen(value & valid);
            lower += a;
            upper += b;
            lows = Vector512.ConditionalSelect(Vector512.LessThan(value, lows), value, lows);
            highs = Vector512.ConditionalSelect(Vector512.GreaterThan(value, highs), value, highs);
        }
        double sum = Sum(lower, upper), low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int k = 0; k < Vector512<float>.Count; k++) (low, high) = (Math.Min(low, lows[k]), Math.Max(high, highs[k]));
        foreach (float value in rest)
        {
            if (float.IsNaN(value))
            {
                missing++;
                continue;
            }
            sum += value;
            (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        long count = values.Length - missing;
        if (count == 0) return Empty with { Missing = missing };
        double mean = sum / count;
        return new SampleTally(count, missing, mean, Deviations(vectors, rest, mean), low, high);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Deviations(ReadOnlySpan<Vector512<float>> vectors, ReadOnlySpan<float> rest, double mean)
    {
        Vector512<double> lower = default, upper = default, means = Vector512.Create(mean);
        foreach (var value in vectors)
        {
            var (a, b) = Vector512.Widen(value);
            (a, b) = (a - means, b - means);
            // A missing value deviates by nothing.
            (a, b) = (a & Vector512.Equals(a, a), b & Vector512.Equals(b, b));
            lower += a * a;
            upper += b * b;
        }
        double squares = Sum(lower, upper);
        foreach (float value in rest)
            if (!float.IsNaN(value)) squares += (value - mean) * (value - mean);
        return squares;
    }

    static double Sum(Vector512<double> lower, Vector512<double> upper)
    {
        double sum = 0;
        for (int k = 0; k < Vector512<double>.Count; k++) sum += lower[k];
        for (int k = 0; k < Vector512<double>.Count; k++) sum += upper[k];
        return sum;
    }
}
