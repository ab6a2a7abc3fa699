namespace Rossby.Train;

/// <summary>
/// Whether sums of one length go past the caches: the way that took less time lately. The other is tried again once in 32 sums, since ranks may move to other
/// cores.
/// </summary>
internal sealed class StreamingChoice
{
    const int FirstSums = 4, SumsBetweenTrials = 32;
    // What else the machine does only ever makes a sum longer: the least time counts, and is forgotten by and by.
    const double Forgetting = 1.1;

    readonly double[] seconds = [double.PositiveInfinity, double.PositiveInfinity];
    int sums;

    /// <summary>For the next sum.</summary>
    public bool Next()
    {
        int number = sums++;
        if (number < FirstSums) return number % 2 != 0;
        bool better = seconds[1] < seconds[0];
        return number % SumsBetweenTrials == 0 ? !better : better;
    }

    /// <summary>What a sum has taken.</summary>
    public void Took(bool streams, double took)
    {
        ref double least = ref seconds[streams ? 1 : 0];
        least = Math.Min(took, least * Forgetting);
    }
}
