using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>
/// Datagrams by which the watchers of nodes tell each other what their boards say: no connection that could break, none that could hold anyone up. Times travel
/// as ages, since every node has a clock of its own.
/// </summary>
internal sealed class HeartbeatLink : IDisposable
{
    // A datagram of whole records below what any network carries in one piece.
    const int RecordsPerDatagram = 16, Head = 3, Fields = 9;

    readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
    readonly byte[] buffer = new byte[2048];
    readonly RankBoard board;
    readonly WatcherTask task;
    IPEndPoint[][] addresses = [];
    long job;

    /// <summary>Listens.</summary>
    public HeartbeatLink(RankBoard board, WatcherTask task)
    {
        (this.board, this.task) = (board, task);
        socket.Bind(new IPEndPoint(IPAddress.Any, 0));
    }

    /// <summary>Can be read when something has come.</summary>
    public SafeHandle News => socket.SafeHandle;

    /// <summary>Where.</summary>
    public int Port => ((IPEndPoint)socket.LocalEndPoint!).Port;

    /// <summary>Takes the others' addresses.</summary>
    public void Introduce(WatcherPeers peers) => (job, addresses) = (peers.Job, [.. peers.Addresses.Select(a => a.Select(IPEndPoint.Parse).ToArray())]);

    /// <summary>Tells every other node of this one's ranks.</summary>
    public void Send()
    {
        foreach (int[] ranks in task.Nodes[task.Node].Chunk(RecordsPerDatagram))
        {
            byte[] datagram = Write(ranks);
            for (int node = 0; node < addresses.Length; node++)
            {
                if (node == task.Node) continue;
                foreach (var address in addresses[node]) Try(() => socket.SendTo(datagram, address));
            }
        }
    }

    /// <summary>Takes what has come.</summary>
    public void Receive()
    {
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (socket.Available > 0)
        {
            int length = 0;
            if (!Try(() => length = socket.ReceiveFrom(buffer, ref from))) return;
            var values = MemoryMarshal.Cast<byte, long>(buffer.AsSpan(0, length));
            if (values.Length < Head || values[0] != job || values[1] == task.Node || values[1] < 0 || values[1] >= addresses.Length) continue;
            // It is answered where it is heard from.
            addresses[values[1]] = [(IPEndPoint)from];
            if (values[2] != 0) board.Condemned = values[2];
            for (var rest = values[Head..]; rest.Length >= 1 + Fields; rest = rest[(1 + Fields)..]) Read((int)rest[0], rest.Slice(1, Fields));
        }
    }

    public void Dispose() => socket.Dispose();

    byte[] Write(int[] ranks)
    {
        long now = Stopwatch.GetTimestamp();
        List<long> values = [job, task.Node, board.Condemned];
        foreach (int rank in ranks)
        {
            ref var r = ref board[rank];
            values.AddRange([rank, r.Process, now - r.Beat, now - r.Changed, r.Collective, r.Inside, r.Waited, r.Phase, r.Left, r.Gone == 0 ? -1 : now - r.Gone]);
        }
        return MemoryMarshal.AsBytes<long>(values.ToArray()).ToArray();
    }

    void Read(int rank, ReadOnlySpan<long> fields)
    {
        if (rank < 0 || rank >= board.Size) return;
        long now = Stopwatch.GetTimestamp();
        ref var r = ref board[rank];
        (r.Beat, r.Changed, r.Collective, r.Inside, r.Waited, r.Phase, r.Left) = (now - fields[1], now - fields[2], fields[3], fields[4], fields[5], fields[6], fields[7]);
        // Told again and again: what was on its way for the shortest time tells best when it was.
        if (fields[8] >= 0) r.Gone = Math.Min(r.Gone == 0 ? long.MaxValue : r.Gone, Math.Max(1, now - fields[8]));
        Volatile.Write(ref r.Process, fields[0]);
    }

    // What a network refuses now it may carry the next time.
    static bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
