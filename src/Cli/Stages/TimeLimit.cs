using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>Asks training to save and stop before the job's time is over, as a signal would.</summary>
internal sealed class TimeLimit : IDisposable
{
    // A timer takes 49 days at most, and a job without a limit ends a year from now by Slurm's word: it looks at the clock each day.
    static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    readonly CancellationTokenSource source;
    readonly ITimer? timer;

    /// <summary>Watches from now on.</summary>
    /// <param name="stopAt">When to ask; null for never.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Hears of it.</param>
    /// <param name="others">What else asks.</param>
    public TimeLimit(DateTimeOffset? stopAt, TimeProvider time, ILogger log, CancellationToken others)
    {
        source = CancellationTokenSource.CreateLinkedTokenSource(others);
        if (stopAt is not { } at) return;
        timer = time.CreateTimer(_ => Look(at, time, log), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change(Wait(at, time), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Cancelled when the time has come, or by the others.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Whether it was time that ended it.</summary>
    public bool IsReached { get; private set; }

    /// <summary>When training is to stop: its reserve before the earlier of the config's limit and the batch system's; null for never.</summary>
    /// <param name="config">The limit, counted from the start of the process, and the reserve.</param>
    /// <param name="slurmEnd"><c>SLURM_JOB_END_TIME</c>, seconds since 1970.</param>
    /// <param name="started">When the process began.</param>
    public static DateTimeOffset? StopAt(TrainConfig config, string? slurmEnd, DateTimeOffset started)
    {
        DateTimeOffset? own = config.TimeLimitMinutes is { } minutes ? started.AddMinutes(minutes) : null;
        DateTimeOffset? job = long.TryParse(slurmEnd, NumberStyles.None, CultureInfo.InvariantCulture, out long end) ? DateTimeOffset.FromUnixTimeSeconds(end) : null;
        var earlier = own is null || job < own ? job : own;
        return earlier?.AddSeconds(-config.TimeReserveSeconds);
    }

    /// <summary>The limit of this process.</summary>
    public static TimeLimit OfThisJob(TrainConfig config, ILogger log, CancellationToken others)
    {
        using var self = Process.GetCurrentProcess();
        var stopAt = StopAt(config, Environment.GetEnvironmentVariable("SLURM_JOB_END_TIME"), self.StartTime.ToUniversalTime());
        return new(stopAt, TimeProvider.System, log, others);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Waits for a look that is being taken: what it cancels must be there still.
        timer?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        source.Dispose();
    }

    void Look(DateTimeOffset at, TimeProvider time, ILogger log)
    {
        var wait = Wait(at, time);
        if (wait > TimeSpan.Zero)
        {
            timer!.Change(wait, Timeout.InfiniteTimeSpan);
            return;
        }
        IsReached = true;
        log.LogInformation("the time limit is near: stopping");
        source.Cancel();
    }

    static TimeSpan Wait(DateTimeOffset at, TimeProvider time)
    {
        var left = at - time.GetUtcNow();
        return left < TimeSpan.Zero ? TimeSpan.Zero : left < LongestWait ? left : LongestWait;
    }
}
