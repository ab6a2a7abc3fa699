namespace Rossby.Train;

/// <summary>
/// Whether chunks are written past the caches: the way that took less time lately. The other is tried again and again, since ranks may move to other cores, as
/// often as costs a twentieth of the time.
/// </summary>
internal sealed class StreamingChoice
{
    const int FirstChunks = 4, LeastBetweenTrials = 8, MostBetweenTrials = 64;
    const double TrialShare = 0.05;
    // What else the machine does only ever makes a chunk take longer: the least time counts, and is forgotten by and by.
    const double Forgetting = 1.1;

    // A byte.
    readonly double[] ticks = [double.PositiveInfinity, double.PositiveInfinity];
    int chunks, sinceTrial;

    bool Better => ticks[1] < ticks[0];

    /// <summary>For the next chunk.</summary>
    public bool Next()
    {
        if (chunks < FirstChunks) return chunks++ % 2 != 0;
        double excess = Math.Max(ticks[0], ticks[1]) / Math.Min(ticks[0], ticks[1]) - 1;
        if (++sinceTrial <= Math.Clamp(excess / TrialShare, LeastBetweenTrials, MostBetweenTrials)) return Better;
        sinceTrial = 0;
        return !Better;
    }

    /// <summary>What a byte of a chunk has taken, in whatever unit.</summary>
    public void Took(bool streams, double took)
    {
        ref double known = ref ticks[streams ? 1 : 0];
        known = streams == Better ? Math.Min(took, known * Forgetting) : took;
    }
}
