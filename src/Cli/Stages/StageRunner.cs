using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>Brings the stages of a run up to date, in order, up to the one that was asked for.</summary>
internal sealed class StageRunner
{
    const string Done = "done";

    readonly RunSession session;
    readonly string last;
    readonly IngestPipelineStage ingest;
    readonly List<IPipelineStage> stages;
    RunProvenance? provenance;

    public StageRunner(RunSession session, string last)
    {
        (this.session, this.last) = (session, last);
        ingest = new IngestPipelineStage(session);
        stages =
        [
            ingest,
            new StagingPipelineStage(session, ingest, StagedShardsAreNeeded),
            new TrainPipelineStage(session, ingest),
            new EvalPipelineStage(session, ingest),
        ];
    }

    /// <summary>Does what is not done.</summary>
    /// <param name="only">Refuses to do earlier stages.</param>
    /// <exception cref="InputMissingException">With <paramref name="only"/>, an earlier stage is not up to date.</exception>
    public void Run(bool only)
    {
        foreach (var stage in stages)
        {
            bool done = session.Lead.Decide(() => Begin(stage, only) ? "" : Done) == Done;
            session.Communicator.Pulse.Phase = Enum.Parse<RankPhase>(stage.Name, ignoreCase: true);
            if (!done) Do(stage);
            if (stage.Name == last) break;
        }
        if (IsLead) provenance?.Finish(DataRoot());
    }

    bool IsLead => session.Communicator.Rank == 0;

    // Whether there is something to do, and if so, all is ready for it.
    bool Begin(IPipelineStage stage, bool only)
    {
        session.Stop.ThrowIfCancellationRequested();
        var logger = session.Logger(stage.Name);
        if (IsDone(stage))
        {
            logger.LogInformation("done already ({Output})", stage.Output);
            return false;
        }
        if (only && stage.Name != last)
            throw new InputMissingException($"{stage.Name} is not up to date for this config, and --only forbids to do it. Run without --only.");
        provenance ??= RunProvenance.Begin(session, last);
        var hashes = stage.Hashes;
        var before = session.Ledger[stage.Name];
        if (before?.Hashes != hashes)
        {
            foreach (string kept in OutputHistory.SetAside(stage.Outputs, before?.Hashes.Short ?? "unrecorded"))
                logger.LogInformation("earlier output kept as {Kept}", kept);
        }
        session.Ledger.Start(stage.Name, hashes, stage.Output);
        return true;
    }

    bool IsDone(IPipelineStage stage)
    {
        if (!stage.IsPresent) return false;
        if (session.Ledger.IsDone(stage.Name, stage.Hashes)) return true;
        if (stage != ingest) return false;
        // Another run made the set that this one asks for: its folder's name is the hash.
        session.Ledger.Start(stage.Name, stage.Hashes, stage.Output);
        session.Ledger.Finish(stage.Name);
        return true;
    }

    void Do(IPipelineStage stage)
    {
        long start = TimeProvider.System.GetTimestamp();
        stage.Run(session.Stop);
        if (!IsLead) return;
        session.Ledger.Finish(stage.Name);
        session.Logger(stage.Name).LogInformation("done in {Time} ({Output})", ProgressLine.Duration(TimeProvider.System.GetElapsedTime(start)), stage.Output);
        provenance!.Update(DataRoot());
    }

    bool StagedShardsAreNeeded()
    {
        if (last is StageName.Ingest or StageName.Stage) return true;
        return stages.Skip(2).TakeWhile(s => StageName.All.ToList().IndexOf(s.Name) <= StageName.All.ToList().IndexOf(last)).Any(s => !IsDone(s));
    }

    string? DataRoot() => File.Exists(ingest.Data.Manifest) ? ManifestFile.Read(ingest.Data.Manifest).DataRoot : null;
}
