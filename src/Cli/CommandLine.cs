using System.CommandLine;
using Rossby.Core;
using Rossby.Mpi;

namespace Rossby.Cli;

/// <summary>The verbs, and the one place where what happens becomes an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs one command line on this thread, which then makes every libtorch call, and returns the process's exit code.</summary>
    public static int Invoke(IReadOnlyList<string> arguments)
    {
        // Open MPI gives its ranks a terminal for standard output, to which .NET would write control codes.
        if (MpiLauncher.Mine.IsThere) Environment.SetEnvironmentVariable("TERM", "dumb");
        using var signals = new StopSignals();
        var parsed = Create(signals).Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Terminal.Error(error.Message);
            Terminal.Say($"See 'rossby {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help'.");
            return ExitCode.Usage;
        }
        try
        {
            // No handler of System.CommandLine's own: signals and exceptions are ours.
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
#pragma warning disable CA1031 // The top of the program.
        catch (Exception e)
        {
            var failure = Failure.Of(e, signals);
            // A rank of a job that is not joined yet: what command line and config say wrong, they say to all.
            int rank = MpiLauncher.Mine.Rank;
            if (rank == 0 || e is not (UsageException or ConfigException)) failure.Tell(rank > 0 ? $"rank {rank}: " : "");
            return failure.ExitCode;
        }
#pragma warning restore CA1031
    }

    /// <summary>The command with all its verbs.</summary>
    public static RootCommand Create(StopSignals signals) => new(
        "Finds tropical cyclones and atmospheric rivers in climate data: one pipeline.json, from NetCDF to scored masks.\n"
        + "The launcher itself knows two verbs more: 'setup' installs and builds what a run needs, 'test [--long]' runs every test.")
    {
        RunVerb.Create(signals),
        IngestVerb.Create(signals),
        StageVerb.Create(signals),
        TrainVerb.Create(signals),
        EvalVerb.Create(signals),
        ReplayVerb.Create(signals),
        DiffVerb.Create(),
        PredictVerb.Create(signals),
        InspectVerb.Create(signals),
        LabelVerb.Create(signals),
        ValidateVerb.Create(),
        DoctorVerb.Create(),
        ModelVerb.Create(),
        NotebookVerb.Create(),
        SchemaVerb.Create(),
        WatchVerb.Create(),
    };
}
