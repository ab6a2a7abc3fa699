using System.Diagnostics;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>Decides, on a node's watcher, whether a job was lost by a rank of this node, and writes it down once.</summary>
internal sealed class FaultFile(RankBoard board, WatcherTask task)
{
    readonly RunFolder run = new(task.Run);
    bool written;

    /// <summary>Writes <c>fault.json</c> when a rank of this node is the one to blame, and puts its log beside it where that lies on the node.</summary>
    /// <param name="now">The time.</param>
    /// <param name="news">How long a death waits for news of an earlier one on another node.</param>
    public void WriteWhenSure(long now, TimeSpan news)
    {
        if (written || Culprit(now, news) is not var (rank, kind)) return;
        written = true;
        if (!task.Nodes[task.Node].Contains(rank)) return;
        ref var record = ref board[rank];
        try
        {
            new FaultRecord
            {
                Kind = kind, Rank = rank, Ranks = board.Size, Host = task.Hosts[rank], Process = record.Process, Phase = (RankPhase)record.Phase, Collective = record.Collective,
                Sources = board.ReadSources(Array.IndexOf(task.Nodes[task.Node], rank)), FoundUtc = TimeProvider.System.GetUtcNow(),
            }.Write(run.Fault);
        }
        catch (StorageException)
        {
            // The run's disk is away; nobody is left to be told.
        }
        if (task.LogsOnNode && rank != 0) RankLogPlace.Collect(run, rank);
    }

    // The first to die without a word; others may have been killed by their launcher because of it. A rank that has failed has said so itself.
    (int Rank, FaultKind Kind)? Culprit(long now, TimeSpan news)
    {
        int first = -1;
        for (int r = 0; r < board.Size; r++)
        {
            if (board[r].Left is not (0 or 1 or 1 + ExitCode.RankLost)) return null;
            if (board[r].Gone != 0 && board[r].Left == 0 && (first < 0 || board[r].Gone < board[first].Gone)) first = r;
        }
        if (first >= 0) return Stopwatch.GetElapsedTime(board[first].Gone, now) < news ? null : (first, FaultKind.Died);
        return board.Condemned > 0 ? ((int)board.Condemned - 1, FaultKind.Hung) : null;
    }
}
