namespace Rossby.Train;

/// <summary>Seconds of training over all starts, samples per second, and how long the rest will take.</summary>
internal sealed class TrainingClock(TimeProvider time, double secondsBefore)
{
    readonly long started = time.GetTimestamp();
    long lastStep = time.GetTimestamp();
    double smoothedSecondsPerStep;

    /// <summary>Seconds of training so far.</summary>
    public double Seconds => secondsBefore + time.GetElapsedTime(started).TotalSeconds;

    /// <summary>Notes that a step is over.</summary>
    /// <returns>Seconds since the one before.</returns>
    public double Lap()
    {
        long now = time.GetTimestamp();
        double seconds = Math.Max(time.GetElapsedTime(lastStep, now).TotalSeconds, 1e-9);
        lastStep = now;
        // The first step of a start waits for the first read and warms up kernels; the mean follows within some ten steps.
        smoothedSecondsPerStep = smoothedSecondsPerStep == 0 ? seconds : 0.9 * smoothedSecondsPerStep + 0.1 * seconds;
        return seconds;
    }

    /// <summary>Leaves out the time since the last step, such as a validation.</summary>
    public void Restart() => lastStep = time.GetTimestamp();

    /// <summary>How long <paramref name="steps"/> more steps will take, as <c>2 min 05 s</c>.</summary>
    public string Remaining(long steps)
    {
        var rest = TimeSpan.FromSeconds(steps * smoothedSecondsPerStep);
        if (rest.TotalHours >= 1) return $"{(int)rest.TotalHours} h {rest.Minutes:D2} min";
        return rest.TotalMinutes >= 1 ? $"{rest.Minutes} min {rest.Seconds:D2} s" : $"{rest.Seconds} s";
    }
}
