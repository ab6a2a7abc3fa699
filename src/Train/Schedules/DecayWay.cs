namespace Rossby.Train;

/// <summary>How far a decay of given length is.</summary>
internal static class DecayWay
{
    /// <summary>The share of the way that is done, at most 1; a way without steps is done at once.</summary>
    public static double Done(long step, long steps) => steps <= 0 ? 1 : Math.Min(1, (double)step / steps);
}
