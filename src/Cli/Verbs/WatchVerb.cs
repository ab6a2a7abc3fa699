using System.CommandLine;
using System.Globalization;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby watch</c>, which a node's first rank starts: see <see cref="WatcherProcess"/>.</summary>
internal static class WatchVerb
{
    public static Command Create()
    {
        var verb = new Command(WatcherProcess.Verb, "Watch the ranks of this node.") { Hidden = true };
        verb.SetAction(_ =>
        {
            Libc.BeginSession();
            Libc.CloseInherited();
            // Closed without a task: the rank has ended, or needs none.
            if (Console.In.ReadLine() is not { } line) return ExitCode.Done;
            var task = WatcherTask.Parse(line);
            using var memory = NodeMemory.Open(task.Board, task.Bytes);
            RankBoard board;
            unsafe
            {
                board = new(memory.Pointer, task.Hosts.Count);
            }
            using var link = task.Nodes.Count > 1 ? new HeartbeatLink(board, task) : null;
            Terminal.Result((link?.Port ?? 0).ToString(CultureInfo.InvariantCulture));
            if (link is not null && Console.In.ReadLine() is { } peers) link.Introduce(WatcherPeers.Parse(peers));
            bool closed = false;
            new Thread(() =>
            {
                while (Console.In.ReadLine() is not null) continue;
                Volatile.Write(ref closed, true);
            }) { IsBackground = true }.Start();
            new NodeWatch(board, task, link).Run(() => Volatile.Read(ref closed));
            return ExitCode.Done;
        });
        return verb;
    }
}
