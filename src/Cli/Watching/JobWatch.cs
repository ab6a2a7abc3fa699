using System.Diagnostics;
using Rossby.Core;
using Rossby.Mpi;

namespace Rossby.Cli;

/// <summary>
/// One rank's part in the watching of a job: a heart that beats, and eyes on all others. Whom it finds at fault it names in its own log, and the lowest rank that is
/// heard names it on the terminal; where the job cannot go on, it ends this process, whatever its other threads hang in.
/// </summary>
internal sealed class JobWatch : IDisposable
{
    const int BeatMilliseconds = 100, SlowWindowSeconds = 30;

    // Time for every rank to see the same and to write it down, before the first one that ends makes the launcher end the others.
    static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    readonly MpiJob job;
    readonly RankBoard board;
    readonly RankJudge judge;
    readonly RankWords words;
    readonly Lock gate = new();
    readonly ManualResetEventSlim ended = new();
    readonly Thread[] threads;
    readonly double[] waitedBefore;
    long windowStart;
    bool allTrained;
    LogFile? log;
    Action? beforeEnd;

    JobWatch(MpiJob job, RankBoard board, RankPulse pulse, RankTopology topology, int hangTimeoutSeconds)
    {
        (this.job, this.board, Pulse) = (job, board, pulse);
        judge = new(board, topology.Rank, hangTimeoutSeconds);
        words = new(board, topology, hangTimeoutSeconds);
        waitedBefore = new double[board.Size];
        windowStart = Stopwatch.GetTimestamp();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => pulse.Leave(Environment.ExitCode);
        threads = [Background("heart", pulse.Beat), Background("eyes", Look)];
        foreach (var thread in threads) thread.Start();
    }

    /// <summary>What this rank makes known.</summary>
    public RankPulse Pulse { get; }

    /// <summary>Begins to watch a job; every rank calls it at once. One rank alone has nobody to watch.</summary>
    /// <param name="job">The job.</param>
    /// <param name="early">The watcher that was started before the ranks knew each other, if there is one.</param>
    /// <param name="config">How long the job bears a rank that does not get on.</param>
    /// <param name="run">Where the watcher writes what has ended the job.</param>
    public static JobWatch? Begin(MpiJob job, WatcherProcess? early, MpiConfig config, RunFolder run)
    {
        var communicator = job.Communicator;
        var topology = communicator.Topology;
        bool leads = topology.Mine.LocalRank == 0;
        if (communicator.Size == 1 || !leads) early?.Dismiss();
        if (communicator.Size == 1) return null;
        var watcher = leads ? early ?? WatcherProcess.Start() : null;
        long bytes = RankBoard.BytesFor(communicator.Size, topology.LocalRanks.Length);
        NodeMemory? memory = null;
        int? port = null;
        communicator.Start(link => memory = NodeMemory.Share(link, bytes, path => port = watcher?.Hand(new()
        {
            Board = path, Bytes = bytes, Run = Path.GetFullPath(run.Path), LogsOnNode = communicator.Size > config.SharedLogRanks,
            Node = topology.Mine.Node, Hosts = [.. topology.Places.Select(p => p.Host)], Nodes = topology.Nodes,
        }))).GetAwaiter().GetResult();
        if (topology.Nodes.Count > 1)
        {
            var peers = WatcherAddresses.Gather(communicator, leads ? port : null);
            if (port is not null) watcher!.Introduce(peers);
        }
        if (leads && port is null) Terminal.Say($"rossby: warning: no watcher on {topology.Mine.Host}: when a launcher kills the ranks, nothing tells which one was first");
        RankBoard board;
        unsafe
        {
            // Mapped as long as the process lives: a thread that waits for a disk may look at it after all others have ended.
            board = new(memory!.Pointer, communicator.Size);
        }
        var pulse = new RankPulse(board, communicator.Rank, topology.Mine.LocalRank);
        pulse.Introduce();
        communicator.Barrier();
        job.Watch(pulse);
        return new(job, board, pulse, topology, config.HangTimeoutSeconds);
    }

    /// <summary>Has findings written to a log, and something done before this process ends for another's sake.</summary>
    public void Attach(LogFile file, Action beforeTheEnd)
    {
        lock (gate) (log, beforeEnd) = (file, beforeTheEnd);
    }

    /// <summary>The log is about to be closed.</summary>
    public void Detach()
    {
        lock (gate) (log, beforeEnd) = (null, null);
    }

    /// <summary>Leaves the others' sight and looks no more.</summary>
    public void Dispose()
    {
        Pulse.Leave(ExitCode.Done);
        ended.Set();
        foreach (var thread in threads) thread.Join(TimeSpan.FromSeconds(2));
    }

    Thread Background(string name, Action often) => new(() =>
    {
        do often();
        while (!ended.Wait(BeatMilliseconds));
    }) { IsBackground = true, Name = name };

    void Look()
    {
        long now = Stopwatch.GetTimestamp();
        foreach (var finding in judge.Look(now))
        {
            Tell(finding);
            if (finding.Kind is RankFindingKind.Died or RankFindingKind.Lost or RankFindingKind.Hung or RankFindingKind.Stuck) EndFor(finding.Rank);
        }
        if (Stopwatch.GetElapsedTime(windowStart, now).TotalSeconds > SlowWindowSeconds) LookForSlow(now);
    }

    void Tell(RankFinding finding)
    {
        string line = words.Of(finding);
        if (judge.SpeaksOf(finding.Rank)) Terminal.Say($"rossby: {line}");
        try
        {
            lock (gate) log?.Write(finding.Kind == RankFindingKind.Back ? "info" : "warning", $"ranks: {line}");
        }
        catch (IOException)
        {
            // A full disk ends the work by an error of its own; the watching goes on.
        }
    }

    // Where all are to blame alike, each ends by itself, and there is nobody for the watcher to write down.
    void EndFor(int culprit)
    {
        board.Condemned = culprit + 1;
        // Giving the lease back must not hold the end up: the folder's disk may be what is gone.
        var last = new Thread(() =>
        {
            lock (gate) beforeEnd?.Invoke();
        }) { IsBackground = true };
        last.Start();
        Thread.Sleep(LastWords);
        Pulse.Leave(ExitCode.RankLost);
        job.EndAtOnce(ExitCode.RankLost);
    }

    // Where all ranks train, since elsewhere their work is not alike.
    void LookForSlow(long now)
    {
        double[] waited = [.. Enumerable.Range(0, board.Size).Select(r => (double)Volatile.Read(ref board[r].Waited))];
        bool allTrain = Enumerable.Range(0, board.Size).All(r => (RankPhase)board[r].Phase == RankPhase.Train);
        if (allTrain && allTrained && SlowRanks.Find([.. waited.Zip(waitedBefore, (after, before) => after - before)], now - windowStart) is { Score: >= SlowRanks.NamedFrom } slow)
            Tell(new(RankFindingKind.Slow, slow.Rank, slow.Score));
        waited.CopyTo(waitedBefore, 0);
        (windowStart, allTrained) = (now, allTrain);
    }
}
