using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>Has the nodes' first ranks tell each other at which addresses and port their watchers listen.</summary>
internal static class WatcherAddresses
{
    // Of each node: its port, then the addresses; IPv4 fits a number, and 0 is none.
    const int Most = 15;

    /// <summary>Where each node's watcher is; collective.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="port">This node's, on its first rank; null where it has no watcher, or on another rank.</param>
    public static WatcherPeers Gather(ICommunicator communicator, int? port)
    {
        var topology = communicator.Topology;
        long[] all = new long[1 + topology.Nodes.Count * (1 + Most)];
        if (communicator.Rank == 0) all[0] = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) >> 1;
        if (port is { } known)
        {
            int at = 1 + topology.Mine.Node * (1 + Most);
            all[at] = known;
            foreach (long address in Mine()) all[++at] = address;
        }
        communicator.Allreduce(all, ReduceOperation.Sum);
        return new(all[0], [.. all[1..].Chunk(1 + Most).Select(node => node[1..].Where(a => a != 0).Select(a => $"{new IPAddress(a)}:{node[0]}").ToArray())]);
    }

    // The loopback last: it is right where two nodes are one machine, as in tests.
    static IEnumerable<long> Mine() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(i => i.OperationalStatus != OperationalStatus.Down)
        .SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address)
        .Where(a => a.AddressFamily == AddressFamily.InterNetwork)
        .OrderBy(IPAddress.IsLoopback).Take(Most).Select(a => (long)BitConverter.ToUInt32(a.GetAddressBytes()));
}
