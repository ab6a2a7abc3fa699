namespace Rossby.Ingest;

/// <summary>
/// Gives a mean over an interval the time of the instantaneous fields that it goes with (SCIENCE, Time): the one nearest to the interval's middle, at most half
/// the interval and 3 hours away; of two equally near the later, at which the interval ends, as in history files of models.
/// </summary>
internal sealed class MeanPairing
{
    const long MostApartSeconds = 3 * 3600;
    readonly long[] instants;

    /// <param name="axes">Those of all fields that are read together.</param>
    internal MeanPairing(IEnumerable<TimeAxis> axes) => instants = [.. axes.Where(a => a.IntervalSeconds == null).SelectMany(a => a.Seconds).OfType<long>().Distinct().Order()];

    /// <summary>Means that were moved.</summary>
    internal int Count { get; private set; }

    /// <summary>The furthest that one was moved, in seconds.</summary>
    internal long Furthest { get; private set; }

    /// <summary>The time under which a field is known.</summary>
    /// <param name="axis">Its times.</param>
    /// <param name="second">Its own time, a mean's middle.</param>
    /// <param name="index">Its index on the axis.</param>
    internal long Of(TimeAxis axis, long second, int index)
    {
        if (axis.IntervalSeconds is not { } lengths || instants.Length == 0) return second;
        int after = Array.BinarySearch(instants, second);
        if (after >= 0) return second;
        after = ~after;
        // An interval ends at its end and begins after its start, so that no two that follow each other claim one moment.
        long half = lengths[index] / 2;
        long ahead = after < instants.Length && instants[after] - second is var a && a <= half ? a : long.MaxValue;
        long behind = after > 0 && second - instants[after - 1] is var b && b < half ? b : long.MaxValue;
        long nearest = Math.Min(ahead, behind);
        if (nearest > MostApartSeconds) return second;
        Count++;
        Furthest = Math.Max(Furthest, nearest);
        return ahead <= behind ? second + ahead : second - behind;
    }
}
