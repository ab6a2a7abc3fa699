using System.Runtime.InteropServices;

namespace Rossby.Core;

/// <summary>
/// What a rank makes known of itself, in memory that the ranks of its node share. Times are <c>CLOCK_MONOTONIC</c> of the node, in ticks of
/// <see cref="System.Diagnostics.Stopwatch"/>. Each field is written by one thread and is whole whenever it is read.
/// </summary>
[StructLayout(LayoutKind.Sequential, Size = Bytes)]
public struct RankRecord
{
    /// <summary>Two lines of a cache: ranks do not write to each other's.</summary>
    public const int Bytes = 128;

    /// <summary>Its process; 0 before it is known.</summary>
    public long Process;

    /// <summary>When that process began, in clock ticks since boot (proc(5)).</summary>
    public long ProcessStart;

    /// <summary>When its heart last beat.</summary>
    public long Beat;

    /// <summary>When it last moved: began or ended a collective call, changed its phase, or reported progress.</summary>
    public long Changed;

    /// <summary>How many collective calls it has begun.</summary>
    public long Collective;

    /// <summary>1 while it is inside of the last of them.</summary>
    public long Inside;

    /// <summary>How long it has been inside of collective calls, all together: for the most part it waited there for slower ranks.</summary>
    public long Waited;

    /// <summary>Its <see cref="RankPhase"/>.</summary>
    public long Phase;

    /// <summary>0 while it works; 1 more than its exit code when it has left by its own will.</summary>
    public long Left;

    /// <summary>When its process was seen to be gone; 0 while it is there. The node's watcher writes it.</summary>
    public long Gone;
}
