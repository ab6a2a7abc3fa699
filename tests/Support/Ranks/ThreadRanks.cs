using System.Collections.Concurrent;
using System.Numerics;
using Rossby.Core;

namespace Rossby.Tests.Support;

/// <summary>The ranks of a job as threads of one process: sums are taken in the order of ranks, so that every rank has the same bits.</summary>
public sealed class ThreadRanks : IDisposable
{
    // Beside those of messages.
    const int ExchangeTag = -1;

    readonly Barrier barrier;
    // As a job ends where a rank has failed: the others would wait for it for ever.
    readonly CancellationTokenSource failed = new();
    readonly Array[] given;
    readonly ThreadMail mail;
    readonly ConcurrentDictionary<(int Split, int Group), ThreadMail> groups = new();

    ThreadRanks(int size) => (barrier, given, mail) = (new(size), new Array[size], new(size));

    /// <summary>Runs a body on each rank, and throws what the first of them threw.</summary>
    public static void Run(int size, Action<ICommunicator> body) => Run([size], body);

    /// <summary>The same with ranks on several nodes, as far as their topology tells; ranks go round the nodes if so wished, else fill one after another.</summary>
    public static void Run(IReadOnlyList<int> ranksOfNodes, Action<ICommunicator> body, bool roundRobin = false)
    {
        var places = Places(ranksOfNodes, roundRobin);
        int size = places.Count;
        using var ranks = new ThreadRanks(size);
        var errors = new Exception?[size];
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                body(new Member(ranks, new RankTopology(rank, places)));
            }
            catch (Exception e)
            {
                errors[rank] = e;
                ranks.failed.Cancel();
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if ((errors.FirstOrDefault(e => e is not (null or RankFailed)) ?? errors.FirstOrDefault(e => e is not null)) is { } first) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }

    public void Dispose()
    {
        barrier.Dispose();
        failed.Dispose();
    }

    void Meet()
    {
        try
        {
            barrier.SignalAndWait(failed.Token);
        }
        catch (OperationCanceledException)
        {
            throw new RankFailed();
        }
    }

    static List<RankPlace> Places(IReadOnlyList<int> ranksOfNodes, bool roundRobin)
    {
        var all = ranksOfNodes.SelectMany((count, node) => Enumerable.Range(0, count).Select(local => new RankPlace($"node{node}", node, local, "0", "0", null)));
        return [.. roundRobin ? all.OrderBy(p => p.LocalRank).ThenBy(p => p.Node) : all];
    }

    T[][] Gather<T>(int rank, ReadOnlySpan<T> values)
    {
        given[rank] = values.ToArray();
        Meet();
        var all = given.Cast<T[]>().ToArray();
        Meet();
        return all;
    }

    sealed class Member(ThreadRanks ranks, RankTopology topology) : ICommunicator
    {
        readonly ThreadLink link = new(ranks.mail, topology);
        Task last = Task.CompletedTask;
        int splits;

        public int Rank => topology.Rank;

        public int Size => topology.Places.Count;

        public RankTopology Topology => topology;

        public void Barrier() => ranks.Meet();

        public void Exchange(int peer, ReadOnlySpan<byte> given, Span<byte> taken)
        {
            ranks.mail.Between(Rank, peer, ExchangeTag).Enqueue(given.ToArray());
            var patience = default(Patience);
            byte[]? arrived;
            while (!ranks.mail.Between(peer, Rank, ExchangeTag).TryDequeue(out arrived))
            {
                if (ranks.failed.IsCancellationRequested) throw new RankFailed();
                patience.Pause(ownsCore: false);
            }
            if (arrived.Length != taken.Length) throw new InvalidOperationException($"rank {Rank} expected {taken.Length} bytes of {peer} and got {arrived.Length}");
            arrived.CopyTo(taken);
        }

        public void Broadcast(Span<byte> bytes, int root) => ranks.Gather<byte>(Rank, bytes)[root].CopyTo(bytes);

        public void Allreduce(Span<float> values, ReduceOperation operation) => Reduce(values, operation);

        public void Allreduce(Span<double> values, ReduceOperation operation) => Reduce(values, operation);

        public void Allreduce(Span<long> values, ReduceOperation operation) => Reduce(values, operation);

        // Threads of their own: all ranks' work must run at once.
        public Task Start(Action<IPointToPoint> work) =>
            last = last.ContinueWith(_ => work(link), CancellationToken.None, TaskContinuationOptions.LongRunning, TaskScheduler.Default);

        public IRankGroup Split(int group)
        {
            int[] members = [.. ranks.Gather<int>(Rank, [group]).Select((g, rank) => (Group: g[0], Rank: rank)).Where(m => m.Group == group).Select(m => m.Rank)];
            return new ThreadGroup(new(ranks.groups.GetOrAdd((splits++, group), _ => new(members.Length)), topology.Among(members)));
        }

        void Reduce<T>(Span<T> values, ReduceOperation operation) where T : struct, INumber<T>
        {
            var all = ranks.Gather<T>(Rank, values);
            for (int i = 0; i < values.Length; i++)
            {
                var combined = all[0][i];
                foreach (var one in all.Skip(1)) combined = operation == ReduceOperation.Sum ? combined + one[i] : T.Max(combined, one[i]);
                values[i] = combined;
            }
        }
    }

    /// <summary>What a rank gets that waits for others when one has failed.</summary>
    sealed class RankFailed() : Exception("Another rank has failed.");
}
