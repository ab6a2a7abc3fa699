using System.Diagnostics;

namespace Rossby.Core;

/// <summary>
/// Finds the ranks at fault, by looking at the board a few times a second. A rank that waits is never at fault: the one that the others wait for is. Each rank
/// judges for itself, all by the same rules (docs/faults.md).
/// </summary>
/// <param name="board">The board.</param>
/// <param name="rank">Who judges.</param>
/// <param name="hangTimeoutSeconds">How long the job bears a rank that is silent or does not get on.</param>
public sealed class RankJudge(RankBoard board, int rank, double hangTimeoutSeconds)
{
    /// <summary>A heart beats ten times a second: so long without means that the process has been stopped, not that it is slow.</summary>
    public const double SilentAfterSeconds = 2.5;

    /// <summary>All ranks do alike work in training and validation: so long a wait there is worth a word.</summary>
    public const double LateAfterSeconds = 5;

    // A look that comes so late tells that the judge itself did not run: what it sees then is no news of others.
    const double OwnAbsenceSeconds = 1;

    readonly RankFindingKind?[] suspected = new RankFindingKind?[board.Size];
    readonly long[] since = new long[board.Size];
    readonly long[] heardAgain = new long[board.Size];
    readonly List<RankFinding> findings = [];
    long lastLook, watchingSince;
    bool stuck;

    /// <summary>Whether the others count on this rank to speak for all: it is the lowest one that is heard, but for the one spoken of.</summary>
    public bool SpeaksOf(int other) =>
        Enumerable.Range(0, board.Size).First(r => r == rank || (r != other && IsThere(board[r]) && suspected[r] != RankFindingKind.Silent)) == rank;

    /// <summary>Looks.</summary>
    /// <param name="now">The time, in ticks of <see cref="Stopwatch"/>.</param>
    /// <returns>What is new since the last look.</returns>
    public IReadOnlyList<RankFinding> Look(long now)
    {
        findings.Clear();
        if (lastLook == 0 || Seconds(lastLook, now) > OwnAbsenceSeconds) watchingSince = now;
        lastLook = now;
        int? late = Late(now, out double lateSeconds);
        for (int r = 0; r < board.Size; r++)
        {
            ref var record = ref board[r];
            if (r == rank || !IsKnown(record)) continue;
            if (record.Left != 0) suspected[r] = null;
            else if (record.Gone != 0) Report(r, RankFindingKind.Died, Seconds(record.Gone, now), now);
            else Judge(r, Seconds(Math.Max(Volatile.Read(ref record.Beat), watchingSince), now), r == late ? lateSeconds : 0, now);
        }
        bool isStuck = late == RankFinding.Everyone && lateSeconds > hangTimeoutSeconds;
        if (isStuck && !stuck) findings.Add(new(RankFindingKind.Stuck, RankFinding.Everyone, lateSeconds));
        stuck = isStuck;
        return findings;
    }

    void Judge(int r, double silentSeconds, double lateSeconds, long now)
    {
        var phase = (RankPhase)board[r].Phase;
        if (suspected[r] == RankFindingKind.Silent && silentSeconds <= SilentAfterSeconds)
        {
            // What it made the others wait is told with that.
            Acquit(r, now);
            (heardAgain[r], lateSeconds) = (now, 0);
        }
        if (silentSeconds > hangTimeoutSeconds) Report(r, RankFindingKind.Lost, silentSeconds, now);
        else if (silentSeconds > SilentAfterSeconds) Report(r, RankFindingKind.Silent, silentSeconds, now);
        else if (lateSeconds > hangTimeoutSeconds && phase != RankPhase.Prepare) Report(r, RankFindingKind.Hung, lateSeconds, now);
        else if (lateSeconds > LateAfterSeconds && phase is RankPhase.Train or RankPhase.Validate) Report(r, RankFindingKind.Late, lateSeconds, now);
        else if (suspected[r] is not null) Acquit(r, now);
    }

    void Acquit(int r, long now)
    {
        findings.Add(new(RankFindingKind.Back, r, Seconds(since[r], now)));
        suspected[r] = null;
    }

    void Report(int r, RankFindingKind kind, double seconds, long now)
    {
        if (suspected[r] == kind) return;
        if (suspected[r] is null) since[r] = now - (long)(seconds * Stopwatch.Frequency);
        suspected[r] = kind;
        findings.Add(new(kind, r, seconds));
    }

    // The rank that all others wait for, and how long all have done so while it did not get on; null when some other works as well. Where all are inside of
    // collective calls, it is the one that is in an earlier one than the others; where several are, everyone: they wait for each other.
    int? Late(long now, out double seconds)
    {
        int? working = null;
        int behind = RankFinding.Everyone;
        long earliest = long.MaxValue, lastChange = watchingSince;
        seconds = 0;
        for (int r = 0; r < board.Size; r++)
        {
            ref var record = ref board[r];
            if (!IsKnown(record)) return null;
            if (record.Left != 0) continue;
            lastChange = Math.Max(lastChange, Volatile.Read(ref record.Changed));
            if (record.Collective < earliest) (earliest, behind) = (record.Collective, r);
            else if (record.Collective == earliest) behind = RankFinding.Everyone;
            if (Volatile.Read(ref record.Inside) != 0) continue;
            if (working is not null) return null;
            working = r;
        }
        if (earliest == long.MaxValue) return null;
        int late = working ?? behind;
        seconds = Seconds(late == RankFinding.Everyone ? lastChange : Math.Max(lastChange, heardAgain[late]), now);
        return late;
    }

    static bool IsKnown(in RankRecord record) => record.Process != 0;

    static bool IsThere(in RankRecord record) => IsKnown(record) && record.Left == 0 && record.Gone == 0;

    static double Seconds(long from, long to) => Stopwatch.GetElapsedTime(from, to).TotalSeconds;
}
