using System.Diagnostics;
using Rossby.Core;

namespace Rossby.Staging;

/// <summary>Adds up what several threads have read and reports it in MiB with the rate since the start, once a block.</summary>
internal sealed class CopyProgress(IProgress<StageProgress>? progress, string activity, long totalBytes)
{
    readonly long start = Stopwatch.GetTimestamp();
    readonly Lock gate = new();
    long bytes;

    /// <summary>Bytes so far.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>MiB a second since the start.</summary>
    public double MiBPerSecond => Bytes / 1048576.0 / Math.Max(1e-6, Stopwatch.GetElapsedTime(start).TotalSeconds);

    /// <summary>Counts some more.</summary>
    public void Add(long more)
    {
        Interlocked.Add(ref bytes, more);
        if (progress is null) return;
        lock (gate)
        {
            progress.Report(new StageProgress(activity, Bytes >> 20, totalBytes >> 20, "MiB", $"{MiBPerSecond:F0} MiB/s"));
        }
    }
}
