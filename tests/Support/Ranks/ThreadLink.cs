using Rossby.Core;

namespace Rossby.Tests.Support;

/// <summary>Messages between ranks that are threads: sent when they are given, received when they are tested.</summary>
sealed unsafe class ThreadLink(ThreadMail mail, RankTopology topology) : IPointToPoint
{
    readonly Dictionary<nint, Func<bool>> open = [];
    readonly Dictionary<(int Peer, int Tag), Queue<nint>> receiving = [];
    nint last;
    long sums;

    public int Rank => topology.Rank;

    public int Size => topology.Places.Count;

    public RankTopology Topology => topology;

    public nint Send(int peer, void* from, long bytes, int tag)
    {
        mail.Between(Rank, peer, tag).Enqueue(new ReadOnlySpan<byte>(from, checked((int)bytes)).ToArray());
        return 0;
    }

    public nint Receive(int peer, void* into, long bytes, int tag)
    {
        nint message = ++last;
        if (!receiving.TryGetValue((peer, tag), out var queue)) receiving[(peer, tag)] = queue = new();
        queue.Enqueue(message);
        open[message] = () =>
        {
            // In the order in which they were asked for, whichever is tested.
            if (queue.Peek() != message || !mail.Between(peer, Rank, tag).TryDequeue(out byte[]? arrived)) return false;
            if (arrived.Length != bytes) throw new InvalidOperationException($"rank {Rank} expected {bytes} bytes of {peer} and got {arrived.Length}");
            arrived.CopyTo(new Span<byte>(into, arrived.Length));
            queue.Dequeue();
            return true;
        };
        return message;
    }

    public nint StartSum(void* values, long count, ElementType type)
    {
        int bytes = checked((int)(count * type.Bytes()));
        var given = mail.Sum(sums++);
        Volatile.Write(ref given[Rank], new ReadOnlySpan<byte>(values, bytes).ToArray());
        nint message = ++last;
        open[message] = () =>
        {
            for (int r = 0; r < Size; r++)
            {
                if (Volatile.Read(ref given[r]) is null) return false;
            }
            given[0].CopyTo(new Span<byte>(values, bytes));
            for (int r = 1; r < Size; r++)
            {
                fixed (byte* p = given[r]) ElementSum.Add(values, p, count, type);
            }
            return true;
        };
        return message;
    }

    public bool IsComplete(ref nint message)
    {
        if (message == 0) return true;
        if (!open[message]()) return false;
        open.Remove(message);
        message = 0;
        return true;
    }

    public void Pause(ref Patience patience) => patience.Pause(ownsCore: false);
}
