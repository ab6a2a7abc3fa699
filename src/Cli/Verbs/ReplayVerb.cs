using System.CommandLine;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary><c>rossby replay</c>: a run trained again from what it recorded of itself, and compared.</summary>
internal static class ReplayVerb
{
    public static Command Create(StopSignals signals)
    {
        var run = new Argument<string>("RUN") { Description = "A finished run's folder, such as runs/quick-start" };
        var verb = new Command("replay", "Train a run again from its own config.json, beside it as RUN.replay, and compare the weights. Exit 1 if they differ.") { run };
        verb.SetAction(parsed =>
        {
            var original = new RunFolder(parsed.GetRequiredValue(run));
            if (!File.Exists(original.Config)) throw new InputMissingException($"{original.Config}: no such file. {original.Path} is no run.");
            var replay = new RunFolder(Path.TrimEndingDirectorySeparator(original.Path) + ".replay");
            var again = Again(original, replay);
            return RankJob.Run(again.Config.Mpi, replay, signals, (communicator, watch) =>
            {
                using (var session = RunSession.Open(again, verify: true, signals, communicator, watch)) new StageRunner(session, StageName.Train).Run(only: false);
                return communicator.Rank == 0 ? DiffVerb.Print(original, replay) : ExitCode.Done;
            });
        });
        return verb;
    }

    // Input paths are relative to the file that the run was started with, not to the copy in its folder.
    static LoadedConfig Again(RunFolder original, RunFolder replay)
    {
        var provenance = Provenance.Read(original.Provenance) ?? throw new InputMissingException($"{original.Provenance}: not there, or damaged. The run's inputs cannot be found.");
        var loaded = ConfigFile.Load(original.Config, []);
        string runs = Path.GetDirectoryName(Path.GetFullPath(replay.Path))!;
        return loaded with { Config = loaded.Config with { Name = replay.Name, Runs = runs }, Folder = Path.GetDirectoryName(provenance.ConfigFile)! };
    }
}
