using System.Diagnostics;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>
/// What a node's watcher does until the ranks of its node have ended: sees them end, tells other nodes, writes <c>fault.json</c>, and kills what is left of a job that
/// is lost, such as a rank that was stopped.
/// </summary>
internal sealed class NodeWatch(RankBoard board, WatcherTask task, HeartbeatLink? link)
{
    const int LookMilliseconds = 100, SendMilliseconds = 500;

    // By then the ranks have written down what they saw and ended, and other nodes' news of an earlier death is here.
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(8), News = TimeSpan.FromMilliseconds(500);

    readonly int[] ranks = task.Nodes[task.Node];
    readonly Dictionary<int, ProcessHandle> processes = [];
    readonly FaultFile fault = new(board, task);
    long condemnedSince, sent;

    /// <summary>Watches.</summary>
    /// <param name="starterIsGone">Whether the rank that started this process has ended: who has not made itself known by then never will.</param>
    public void Run(Func<bool> starterIsGone)
    {
        while (!(processes.Values.All(p => p.HasEnded) && (processes.Count == ranks.Length || starterIsGone())))
        {
            Meet();
            Step();
        }
        // What was seen last is not written yet, and the others want to know.
        long end = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(end) < News + News) Step();
    }

    void Meet()
    {
        foreach (int rank in ranks.Where(r => Volatile.Read(ref board[r].Process) != 0 && !processes.ContainsKey(r)))
            processes[rank] = new((int)board[rank].Process, board[rank].ProcessStart);
    }

    void Step()
    {
        // A death told by another node is dated by when it is heard: not after the wait for a death here, which may follow from it within milliseconds.
        var ended = ProcessHandle.Wait(processes.Values, LookMilliseconds, link?.News);
        long now = Stopwatch.GetTimestamp();
        foreach (int rank in ranks.Where(r => processes.TryGetValue(r, out var p) && ended.Contains(p)))
        {
            board[rank].Gone = now;
            if (rank == 0) GiveLeaseBack();
        }
        if (link is not null)
        {
            link.Receive();
            int every = processes.Values.Any(p => p.HasEnded) ? LookMilliseconds : SendMilliseconds;
            if (ended.Count > 0 || Stopwatch.GetElapsedTime(sent, now).TotalMilliseconds >= every)
            {
                link.Send();
                sent = now;
            }
        }
        fault.WriteWhenSure(now, News);
        if (board.Condemned == 0) return;
        if (condemnedSince == 0) condemnedSince = now;
        // A launcher gives the job the code of the rank that it sees end first: not that of one killed here, while others still say why they end.
        bool othersSpeak = processes.Any(p => p.Key != board.Condemned - 1 && !p.Value.HasEnded);
        if (othersSpeak && Stopwatch.GetElapsedTime(condemnedSince, now) < LastWords) return;
        foreach (var process in processes.Values) process.Kill();
    }

    // Rank 0 owned the run.
    void GiveLeaseBack()
    {
        try
        {
            FolderLease.GiveBackFor(new RunFolder(task.Run).Lease, board[0].Process, board[0].ProcessStart);
        }
        catch (RossbyException)
        {
            // Its heartbeat grows old all the same.
        }
    }
}
