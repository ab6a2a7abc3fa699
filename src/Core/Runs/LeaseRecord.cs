namespace Rossby.Core;

/// <summary>Who works in a folder.</summary>
public sealed record LeaseRecord
{
    /// <summary>The host's name.</summary>
    public required string Host { get; init; }

    /// <summary>The process.</summary>
    public required int Pid { get; init; }

    /// <summary>When the process began, in clock ticks since the host's boot: a number that is used again is another process.</summary>
    public required long ProcessStart { get; init; }

    /// <summary>The batch job, or null outside of one.</summary>
    public string? Job { get; init; }

    /// <summary>When the lease was taken.</summary>
    public required DateTimeOffset TakenUtc { get; init; }

    /// <summary>When its owner was last heard of.</summary>
    public required DateTimeOffset HeartbeatUtc { get; init; }

    /// <summary>For messages.</summary>
    public override string ToString() =>
        $"process {Pid} on {Host}{(Job is null ? "" : $" (job {Job})")}, "
        + FormattableString.Invariant($"since {TakenUtc:yyyy-MM-dd HH:mm:ss}Z, last heard of {HeartbeatUtc:HH:mm:ss}Z");
}
