namespace Rossby.Train;

/// <summary>How long forward and backward passes took on one thread, in ticks of <see cref="System.Diagnostics.Stopwatch"/>.</summary>
internal readonly record struct PassTicks(long Forward, long Backward)
{
    /// <summary>The sum of two threads' times.</summary>
    public static PassTicks operator +(PassTicks a, PassTicks b) => new(a.Forward + b.Forward, a.Backward + b.Backward);

    /// <summary>The backward pass's share of the whole; 0 of nothing.</summary>
    public double BackwardShare => Backward == 0 ? 0 : (double)Backward / (Forward + Backward);
}
