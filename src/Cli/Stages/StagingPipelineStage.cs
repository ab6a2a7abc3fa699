using Rossby.Core;
using Rossby.Staging;

namespace Rossby.Cli;

/// <summary>Shards to the node.</summary>
internal sealed class StagingPipelineStage(RunSession session, IngestPipelineStage ingest, Func<bool> isNeeded) : IPipelineStage
{
    public string Name => StageName.Stage;

    public StageHashes Hashes => new(
        StageCode.Stage,
        StageHashes.Hash(ConfigSections.Of(Name, session.Config)),
        ManifestFile.Read(ingest.Data.Manifest).DataRoot);

    public string Output => "on this node";

    public IReadOnlyList<string> Outputs => [];

    // Copies that no later stage will read need not be there: on another node, or after the job's own folder was cleared.
    // Of the other nodes rank 0 knows nothing: each looks itself, and has nothing to do when it has them.
    public bool IsPresent => !isNeeded() || (session.Communicator.Topology.Nodes.Count == 1 && StagingStage.IsStaged(session.Config.Stage, Context));

    RunContext Context => session.Context(Name, ingest.Data);

    public void Run(CancellationToken cancellation)
    {
        if (session.Communicator.Topology.Mine.LocalRank == 0) StagingStage.Run(session.Config.Stage, Context, cancellation);
        session.Communicator.Barrier();
    }
}
