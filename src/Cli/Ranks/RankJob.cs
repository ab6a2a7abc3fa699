using Rossby.Core;
using Rossby.Mpi;

namespace Rossby.Cli;

/// <summary>Runs a verb as what its launcher made of the process: alone, or as one rank of an MPI job.</summary>
internal static class RankJob
{
    const string Variable = "ROSSBY_MPI";

    /// <summary>Runs the verb's work and ends the job: all ranks together, or, when one fails alone, within seconds.</summary>
    /// <param name="config">The section <c>mpi</c>.</param>
    /// <param name="run">The run that it works on.</param>
    /// <param name="signals">What stops it.</param>
    /// <param name="work">What every rank does, watched by the others where there are any; returns the exit code.</param>
    /// <returns>The exit code.</returns>
    public static int Run(MpiConfig config, RunFolder run, StopSignals signals, Func<ICommunicator, JobWatch?, int> work)
    {
        if (!MpiLauncher.Mine.IsThere) return work(new SingleRank(), null);
        string? variable = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;
        // Before MPI: a process that has its network cards open is better not copied.
        var watcher = MpiLauncher.IsFirstOfNode && MpiLauncher.Mine.Ranks > 1 ? WatcherProcess.Start() : null;
        var job = MpiJob.Start(variable ?? config.Library, variable is null ? $"mpi.library={config.Library}" : $"{Variable}={variable}", MpiLauncher.Mine);
        int rank = job.Communicator.Rank;
        JobWatch? watch = null;
        string speaker = rank == 0 ? "" : $"rank {rank}: ";
#pragma warning disable CA1031 // Whatever it is, the other ranks must not wait for this one.
        try
        {
            watch = JobWatch.Begin(job, watcher, config, run);
            int exitCode = work(job.Communicator, watch);
            job.Communicator.Pulse.Phase = RankPhase.End;
            return job.End(exitCode).ExitCode;
        }
        catch (Exception e)
        {
            var failure = Failure.Of(e, signals);
            // What rank 0 could not decide it has said itself; what all ranks meet alike one says.
            bool said = e is LeadFailedException;
            if (rank == 0) Tell();
            // Whoever looks for the one to blame need not look here: it says so itself.
            job.Communicator.Pulse.Leave(failure.ExitCode);
            var end = job.End(failure.ExitCode, beforeAbort: Tell);
            if (end.FirstToFail == rank) Tell();
            return end.ExitCode;

            void Tell()
            {
                if (!said) failure.Tell(speaker);
                said = true;
            }
        }
        finally
        {
            watch?.Dispose();
        }
#pragma warning restore CA1031
    }
}
