namespace Rossby.Eval;

/// <summary>The values that the two ends of a colour bar stand for.</summary>
/// <param name="Low">In the field's units.</param>
/// <param name="High">In the field's units; above <paramref name="Low"/>.</param>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>A value's place between the ends: 0 at low, 1 at high.</summary>
    public double Scaled(double value) => (value - Low) / (High - Low);

    /// <summary>Whether values go either way from 0, the lesser side at least a quarter as far as the other: winds and vorticity, not a pressure or a humidity.</summary>
    internal bool GoesBothWays => Math.Min(-Low, High) >= 0.25 * Math.Max(-Low, High);

    /// <summary>As far below 0 as above.</summary>
    internal ValueRange AboutZero => new(-Math.Max(-Low, High), Math.Max(-Low, High));

    /// <summary>Between the 0.5th and 99.5th percentile of the values that are there, so that one outlier does not take the colours of all.</summary>
    public static ValueRange Of(ReadOnlySpan<float> field)
    {
        var there = new List<float>(field.Length);
        foreach (float value in field)
        {
            if (float.IsFinite(value)) there.Add(value);
        }
        if (there.Count == 0) return new ValueRange(0, 1);
        there.Sort();
        double low = there[(int)(0.005 * (there.Count - 1))], high = there[(int)(0.995 * (there.Count - 1))];
        if (high > low) return new ValueRange(low, high);
        (low, high) = (there[0], there[^1]);
        return high > low ? new ValueRange(low, high) : new ValueRange(low - 0.5, low + 0.5);
    }

    /// <summary>The smallest and the largest value that are there.</summary>
    internal static ValueRange Spread(ReadOnlySpan<float> field)
    {
        double low = double.PositiveInfinity, high = double.NegativeInfinity;
        foreach (float value in field)
        {
            if (float.IsFinite(value)) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        }
        return new ValueRange(low, high);
    }
}
