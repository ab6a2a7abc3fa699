using Rossby.Core;
using Rossby.Eval;
using Rossby.Staging;

namespace Rossby.Cli;

/// <summary>A checkpoint to scores, masks, maps and the report.</summary>
internal sealed class EvalPipelineStage(RunSession session, IngestPipelineStage ingest) : IPipelineStage
{
    public string Name => StageName.Eval;

    public StageHashes Hashes => new(
        StageCode.Eval,
        StageHashes.Hash(ConfigSections.Of(Name, session.Config)),
        StageHashes.Hash($"{ManifestFile.Read(ingest.Data.Manifest).DataRoot}\n{session.Hashes.OfAll([Checkpoint.Weights], null, session.Stop)}\n"));

    public string Output => session.Folder.Report;

    public IReadOnlyList<string> Outputs => [session.Folder.Report, session.Folder.Scores, session.Folder.Masks, session.Folder.Figures];

    public bool IsPresent => File.Exists(session.Folder.Report) && File.Exists(session.Folder.Scores);

    CheckpointFolder Checkpoint => session.Config.Eval.Checkpoint == "last" ? session.Folder.Last : session.Folder.Best;

    public void Run(CancellationToken cancellation)
    {
        var context = session.Context(Name, ingest.Data);
        using var set = StagedSet.Open(session.Config.Stage, context);
        EvalStage.Run(session.Config.Eval, session.Config.Model!, set, context, session.Config.Train.Threads!.Value, cancellation);
    }
}
