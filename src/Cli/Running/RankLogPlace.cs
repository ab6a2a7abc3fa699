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
    readonly string collected;

    /// <summary>Decides it.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="communicator">The ranks.</param>
    /// <param name="config">How many ranks may share a folder.</param>
    public RankLogPlace(RunFolder folder, ICommunicator communicator, MpiConfig config)
    {
        collected = folder.Log(communicator.Rank);
        IsOnNode = communicator.Rank != 0 && communicator.Size > config.SharedLogRanks;
        Path = IsOnNode ? System.IO.Path.Combine(NodeFolder(folder), System.IO.Path.GetFileName(collected)) : collected;
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
        if (!IsOnNode || failure is LeadFailedException or StoppedException or OperationCanceledException or ConfigException) return;
        try
        {
            AtomicFile.Write(collected, stream =>
            {
                using var log = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                log.CopyTo(stream);
            });
        }
        catch (Exception e) when (e is StorageException or IOException)
        {
            // The failure itself is what to report; the log stays on the node.
        }
    }
}
