using Rossby.Core;
using Rossby.Staging;
using Rossby.Train;

namespace Rossby.Cli;

/// <summary>Staged shards to checkpoints.</summary>
internal sealed class TrainPipelineStage(RunSession session, IngestPipelineStage ingest) : IPipelineStage
{
    public string Name => StageName.Train;

    public StageHashes Hashes => new(
        StageCode.Train,
        StageHashes.Hash(ConfigSections.Of(Name, session.Config)),
        ManifestFile.Read(ingest.Data.Manifest).DataRoot);

    public string Output => Path.Combine(session.Folder.Path, "checkpoints");

    public IReadOnlyList<string> Outputs => [Output, session.Folder.Metrics, session.Folder.MlPerfLog, session.Folder.TensorBoard, session.Folder.Timeline];

    public bool IsPresent => File.Exists(session.Folder.Last.State) && File.Exists(session.Folder.Best.State);

    public void Run(CancellationToken cancellation)
    {
        var context = session.Context(Name, ingest.Data);
        using var set = StagedSet.Open(session.Config.Stage, context);
        using var limit = TimeLimit.OfThisJob(session.Config.Train, context.Logger, cancellation);
        try
        {
            TrainStage.Run(session.Config.Model!, session.Config.Train, set, context, limit.Token);
        }
        catch (OperationCanceledException e) when (limit.IsReached)
        {
            throw new StoppedException("The time limit came before the first training step was done; the same command begins again.", e);
        }
    }
}
