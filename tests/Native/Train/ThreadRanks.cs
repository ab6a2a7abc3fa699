using Rossby.Core;

namespace Rossby.Tests.Native;

/// <summary>The ranks of a job as threads of one process: sums are taken in the order of ranks, so that every rank has the same bits.</summary>
sealed class ThreadRanks(int size) : IDisposable
{
    readonly Barrier barrier = new(size);
    readonly Array[] given = new Array[size];

    /// <summary>Runs a body on each rank, and throws what the first of them threw.</summary>
    public static void Run(int size, Action<ICommunicator> body)
    {
        using var ranks = new ThreadRanks(size);
        var errors = new Exception?[size];
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                body(new Rank(ranks, rank, size));
            }
            catch (Exception e)
            {
                errors[rank] = e;
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (errors.FirstOrDefault(e => e is not null) is { } first) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }

    public void Dispose() => barrier.Dispose();

    T[][] Exchange<T>(int rank, ReadOnlySpan<T> values)
    {
        given[rank] = values.ToArray();
        barrier.SignalAndWait();
        var all = given.Cast<T[]>().ToArray();
        barrier.SignalAndWait();
        return all;
    }

    sealed class Rank(ThreadRanks ranks, int rank, int size) : ICommunicator
    {
        int ICommunicator.Rank => rank;

        public int Size => size;

        public void Barrier() => ranks.barrier.SignalAndWait();

        public void Exchange(int peer, ReadOnlySpan<byte> given, Span<byte> taken) => ranks.Exchange<byte>(rank, given)[peer].CopyTo(taken);

        public void Broadcast(Span<byte> bytes, int root) => ranks.Exchange<byte>(rank, bytes)[root].CopyTo(bytes);

        public void Allreduce(Span<float> values, ReduceOperation operation) => Reduce(values, operation);

        public void Allreduce(Span<double> values, ReduceOperation operation) => Reduce(values, operation);

        public void Allreduce(Span<long> values, ReduceOperation operation) => Reduce(values, operation);

        void Reduce<T>(Span<T> values, ReduceOperation operation) where T : struct, System.Numerics.INumber<T>
        {
            var all = ranks.Exchange<T>(rank, values);
            for (int i = 0; i < values.Length; i++)
            {
                var combined = all[0][i];
                foreach (var one in all.Skip(1)) combined = operation == ReduceOperation.Sum ? combined + one[i] : T.Max(combined, one[i]);
                values[i] = combined;
            }
        }
    }
}
