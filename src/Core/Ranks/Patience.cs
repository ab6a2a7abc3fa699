using System.Diagnostics;

namespace Rossby.Core;

/// <summary>
/// How a thread waits for other ranks: at first it only gives way to others that want the core, after 200 microseconds it sleeps between looks, an eighth
/// of the time waited so far, 50 microseconds to 1 ms. Blocking calls of MPI are 500 times slower where ranks share cores, and giving way without
/// end takes cores from those who compute.
/// </summary>
public struct Patience
{
    const int Looks = 20;
    const double YieldMicroseconds = 200, ShortestSleep = 50, LongestSleep = 1000;

    int looks;
    long since;

    /// <summary>Waits a little.</summary>
    /// <param name="ownsCore">Nobody else wants this core, so there is no need to sleep.</param>
    public void Pause(bool ownsCore)
    {
        if (looks++ < Looks) return;
        if (since == 0) since = Stopwatch.GetTimestamp();
        double waited = Stopwatch.GetElapsedTime(since).TotalMicroseconds;
        if (ownsCore || waited < YieldMicroseconds) Thread.Yield();
        else Libc.Sleep((int)Math.Clamp(waited / 8, ShortestSleep, LongestSleep));
    }
}
