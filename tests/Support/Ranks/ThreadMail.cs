using System.Collections.Concurrent;

namespace Rossby.Tests.Support;

/// <summary>What ranks as threads have sent each other and not yet received, and what they have given to sums.</summary>
sealed class ThreadMail(int size)
{
    readonly ConcurrentQueue<byte[]>[] messages = [.. Enumerable.Range(0, size * size).Select(_ => new ConcurrentQueue<byte[]>())];
    readonly ConcurrentDictionary<long, byte[]?[]> sums = new();

    /// <summary>The messages from one rank to another, in order.</summary>
    public ConcurrentQueue<byte[]> Between(int from, int to) => messages[from * size + to];

    /// <summary>The vectors of a sum by rank; null where a rank has not given its own.</summary>
    public byte[]?[] Sum(long number) => sums.GetOrAdd(number, _ => new byte[size][]);
}
