using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>How far a phase is, over all threads and over what other workers have done.</summary>
internal sealed class WorkProgress(IProgress<StageProgress>? progress, string activity, long total)
{
    readonly Lock gate = new();
    long done;

    /// <summary>So many samples more.</summary>
    internal void Add(int samples)
    {
        lock (gate)
        {
            done += samples;
            progress?.Report(new StageProgress(activity, done, total, "samples"));
        }
    }

    /// <summary>An item that was done already, or by another worker.</summary>
    internal void Add(WorkItem item) => Add(item.Samples);
}
