namespace Rossby.Train;

/// <summary>Seconds of training over all starts, and of each step.</summary>
internal sealed class TrainingClock(TimeProvider time, double secondsBefore)
{
    readonly long started = time.GetTimestamp();
    long lastStep = time.GetTimestamp();

    /// <summary>Seconds of training so far.</summary>
    public double Seconds => secondsBefore + time.GetElapsedTime(started).TotalSeconds;

    /// <summary>Notes that a step is over.</summary>
    /// <returns>Seconds since the one before.</returns>
    public double Lap()
    {
        long now = time.GetTimestamp();
        double seconds = Math.Max(time.GetElapsedTime(lastStep, now).TotalSeconds, 1e-9);
        lastStep = now;
        return seconds;
    }

    /// <summary>Leaves out the time since the last step, such as a validation.</summary>
    public void Restart() => lastStep = time.GetTimestamp();
}
