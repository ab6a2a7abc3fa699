using System.Collections.Concurrent;

namespace Rossby.Tests.Support;

/// <summary>What ranks as threads have sent each other and not yet received, and what they have given to sums.</summary>
sealed class ThreadMail(int size)
{
    readonly ConcurrentDictionary<(int From, int To, int Tag), ConcurrentQueue<byte[]>> messages = new();
    readonly ConcurrentDictionary<long, byte[]?[]> sums = new();

    /// <summary>The messages of one tag from one rank to another, in order.</summary>
    public ConcurrentQueue<byte[]> Between(int from, int to, int tag) => messages.GetOrAdd((from, to, tag), _ => new ConcurrentQueue<byte[]>());

    /// <summary>The vectors of a sum by rank; null where a rank has not given its own.</summary>
    public byte[]?[] Sum(long number) => sums.GetOrAdd(number, _ => new byte[size][]);
}
