using System.Diagnostics;

namespace Rossby.Core;

/// <summary>By which a rank makes known what it does; where nobody watches, all of it is nothing.</summary>
/// <param name="board">The node's board, or null.</param>
/// <param name="rank">This rank.</param>
/// <param name="localRank">Its number among those of its node.</param>
public sealed class RankPulse(RankBoard? board, int rank, int localRank)
{
    long entered;
    // A collective call may be made in the middle of another.
    int depth;

    /// <summary>That of a process whom nobody watches.</summary>
    public static RankPulse Unwatched { get; } = new(null, 0, 0);

    /// <summary>What it is doing.</summary>
    public RankPhase Phase
    {
        get => board is null ? RankPhase.Start : (RankPhase)Volatile.Read(ref board[rank].Phase);
        set
        {
            if (board is null) return;
            Volatile.Write(ref board[rank].Phase, (long)value);
            Moved();
        }
    }

    /// <summary>It does something for some time; then it does again what it did before.</summary>
    public void During(RankPhase phase, Action work)
    {
        var before = Phase;
        Phase = phase;
        try
        {
            work();
        }
        finally
        {
            Phase = before;
        }
    }

    /// <summary>Makes itself known, with a first beat.</summary>
    public void Introduce()
    {
        if (board is null) return;
        ref var mine = ref board[rank];
        Moved();
        Beat();
        Volatile.Write(ref mine.ProcessStart, ProcessClock.StartOf(Environment.ProcessId) ?? 0);
        Volatile.Write(ref mine.Process, Environment.ProcessId);
    }

    /// <summary>The process is alive.</summary>
    public void Beat()
    {
        if (board is not null) Volatile.Write(ref board[rank].Beat, Stopwatch.GetTimestamp());
    }

    /// <summary>It gets on with its work.</summary>
    public void Moved()
    {
        if (board is not null) Volatile.Write(ref board[rank].Changed, Stopwatch.GetTimestamp());
    }

    /// <summary>It enters a collective call.</summary>
    /// <param name="isUrgent">
    /// Whether a pass waits for it. Such a call counts twice: a rank whose pass hangs may be one bucket ahead of those that wait for its pass, and is to have made
    /// fewer calls nevertheless.
    /// </param>
    public void EnterCollective(bool isUrgent = false)
    {
        if (board is null) return;
        ref var mine = ref board[rank];
        long now = Stopwatch.GetTimestamp();
        if (depth++ == 0) entered = now;
        Volatile.Write(ref mine.Changed, now);
        Volatile.Write(ref mine.Collective, mine.Collective + (isUrgent ? 2 : 1));
        Volatile.Write(ref mine.Inside, 1);
    }

    /// <summary>It leaves a collective call.</summary>
    public void LeaveCollective()
    {
        if (board is null) return;
        ref var mine = ref board[rank];
        long now = Stopwatch.GetTimestamp();
        Volatile.Write(ref mine.Changed, now);
        depth = Math.Max(0, depth - 1);
        if (depth > 0) return;
        Volatile.Write(ref mine.Inside, 0);
        Volatile.Write(ref mine.Waited, mine.Waited + now - entered);
    }

    /// <summary>It works on these source files from now on.</summary>
    public void WorkOn(IEnumerable<string> sources) => board?.WriteSources(localRank, string.Join('\n', sources));

    /// <summary>It leaves by its own will: nobody need look for it.</summary>
    public void Leave(int exitCode)
    {
        if (board is not null && board[rank].Left == 0) Volatile.Write(ref board[rank].Left, 1 + exitCode);
    }
}
