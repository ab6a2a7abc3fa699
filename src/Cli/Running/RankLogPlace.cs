using System.Security.Cryptography;
using System.Text;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>
/// Where a rank's log lies: in the run's folder, or, where so many ranks would crowd a shared folder, on its node. Rank 0's is always in the run's folder, and a
/// rank that fails puts its own there too.
/// </summary>
internal sealed class RankLogPlace
{
    readonly RunFolder folder;
    readonly int rank;

    /// <summary>Decides it.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="communicator">The ranks.</param>
    /// <param name="config">How many ranks may share a folder.</param>
    public RankLogPlace(RunFolder folder, ICommunicator communicator, MpiConfig config)
    {
        (this.folder, rank) = (folder, communicator.Rank);
        IsOnNode = rank != 0 && communicator.Size > config.SharedLogRanks;
        Path = IsOnNode ? OnNode(folder, rank) : folder.Log(rank);
    }

    /// <summary>The log while the rank runs.</summary>
    public string Path { get; }

    /// <summary>Whether it is kept on the node.</summary>
    public bool IsOnNode { get; }

    /// <summary>The folder on each node; runs of other folders have others.</summary>
    public static string NodeFolder(RunFolder folder)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(System.IO.Path.GetFullPath(folder.Path)));
        return System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"rossby-log-{Convert.ToHexStringLower(hash)[..12]}");
    }

    /// <summary>Puts a log that is on the node into the run's folder, if what happened is this rank's own fault and not what every rank meets.</summary>
    public void Collect(Exception failure)
    {
        if (IsOnNode && failure is not (LeadFailedException or StoppedException or OperationCanceledException or ConfigException)) Collect(folder, rank);
    }

    /// <summary>Puts the log of a rank of this node into the run's folder.</summary>
    public static void Collect(RunFolder folder, int rank)
    {
        try
        {
            AtomicFile.Write(folder.Log(rank), stream =>
            {
                using var log = new FileStream(OnNode(folder, rank), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                log.CopyTo(stream);
            });
        }
        catch (Exception e) when (e is StorageException or IOException)
        {
            // The failure itself is what to report; the log stays on the node.
        }
    }

    static string OnNode(RunFolder folder, int rank) => System.IO.Path.Combine(NodeFolder(folder), System.IO.Path.GetFileName(folder.Log(rank)));
}
