using System.CommandLine;
using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Eval;

namespace Rossby.Cli;

/// <summary>What <c>run</c> and the verbs of single stages have in common.</summary>
internal static class PipelineVerb
{
    /// <summary>A verb that brings a run up to date as far as one stage.</summary>
    /// <param name="name">The verb.</param>
    /// <param name="description">Its line in the help.</param>
    /// <param name="last">The stage to which it goes.</param>
    /// <param name="canBeOnly">Whether <c>--only</c> is offered.</param>
    /// <param name="signals">What stops it.</param>
    /// <param name="share">The option that makes this process one of several workers at ingest, where the verb has it.</param>
    public static Command Create(string name, string description, string last, bool canBeOnly, StopSignals signals, Option<WorkShare?>? share = null)
    {
        var verb = new Command(name, description);
        var config = new ConfigArguments(verb);
        var verify = new Option<bool>("--verify") { Description = "Read source files again even if path, size and time are as recorded" };
        var only = new Option<bool>("--only") { Description = "Do not bring earlier stages up to date; exit 66 when they are not" };
        verb.Add(verify);
        if (canBeOnly) verb.Add(only);
        if (share != null) verb.Add(share);
        verb.SetAction(parsed =>
        {
            var loaded = config.Load(parsed);
            RequireWhatIsLearned(loaded, last);
            if (share != null && parsed.GetValue(share) is { } part)
            {
                IngestWorker.Run(loaded, part, parsed.GetValue(verify), signals.Token);
                return ExitCode.Done;
            }
            return RankJob.Run(loaded.Config.Mpi, RunSession.FolderOf(loaded), signals, (communicator, watch) =>
            {
                using var session = RunSession.Open(loaded, parsed.GetValue(verify), signals, communicator, watch);
                Bring(name, session, last, canBeOnly && parsed.GetValue(only));
                return ExitCode.Done;
            });
        });
        return verb;
    }

    static void Bring(string name, RunSession session, string last, bool only)
    {
        var (loaded, communicator) = (session.Loaded, session.Communicator);
        bool leads = communicator.Rank == 0;
        if (leads && last is (StageName.Train or StageName.Eval)) Terminal.Result($"ranks: {communicator.Size}");
        if (communicator.Size > 1)
        {
            foreach (string node in communicator.Topology.Describe()) session.Logger("run").LogInformation("{Node}", node);
            if (communicator.Size > session.Config.Mpi.SharedLogRanks)
                session.Logger("run").LogInformation("logs of the other ranks stay on their nodes, in {Folder}, but those of ranks that fail", RankLogPlace.NodeFolder(session.Folder));
        }
        try
        {
            new StageRunner(session, last).Run(only);
            if (leads && last == StageName.Eval) PrintScores(session.Folder);
        }
        catch (ConfigException e)
        {
            // A stage met the data and found that the config does not fit it.
            var located = loaded.Locate(e);
            session.Record(name, located);
            throw located;
        }
        catch (InputMissingException e) when (e.Setting != null)
        {
            var located = loaded.Locate(e);
            session.Record(name, located);
            throw located;
        }
        catch (Exception e)
        {
            session.Record(name, e);
            throw;
        }
    }

    // Ingest alone needs no network, and may pack files without labels; a network cannot learn from them.
    static void RequireWhatIsLearned(LoadedConfig loaded, string last)
    {
        if (loaded.Config.Model is null && last is StageName.Train or StageName.Eval)
            throw loaded.Locate(new ConfigException([$"$.model: missing; '{last}' needs a network, such as \"model\": {{ \"architecture\": \"unet\" }}"]));
        if (loaded.Config.Ingest.Labels is NoLabelsConfig && last is StageName.Train or StageName.Eval)
            throw loaded.Locate(new ConfigException(["$.ingest.labels.method: 'none' leaves every cell undecided: there is nothing to train on or to score"]));
    }

    static void PrintScores(RunFolder folder)
    {
        foreach (string line in ScoresFile.Read(folder.Scores).Summary) Terminal.Result(line);
        Terminal.Result($"report: {folder.Report}");
    }
}
