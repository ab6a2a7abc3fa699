using System.Diagnostics;
using Rossby.Core;
using static Rossby.Mpi.MpiLibrary;

namespace Rossby.Mpi;

/// <summary>
/// The job that this process is a rank of, from MPI_Init to its end. A rank that fails waits a moment for the others to fail alike, and else ends them.
/// </summary>
public sealed unsafe class MpiJob
{
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(2), FinalizePatience = TimeSpan.FromSeconds(10), AbortPatience = TimeSpan.FromSeconds(2);

    readonly CommunicationThread thread = new();
    readonly MpiLauncher launcher;
    MpiLibrary library = null!;
    MpiLink link = null!;
    RankWaits waits = null!;
    // Not the communicator of the work: a rank that has failed must not be taken for one that works.
    nint ending;

    MpiJob(MpiLauncher launcher) => this.launcher = launcher;

    /// <summary>The ranks.</summary>
    public ICommunicator Communicator { get; private set; } = null!;

    /// <summary>The library, for people.</summary>
    public string Library => $"{library.Version} ({library.Path})";

    /// <summary>Whether a family's library can be loaded.</summary>
    public static bool IsInstalled(MpiFamily family) => LibraryFinder.TryLoad(family.Spec(), out _, out _);

    /// <summary>Loads MPI and joins the job; collective.</summary>
    /// <param name="choice">auto, mpich, openmpi or the path of a library.</param>
    /// <param name="chosenBy">Who chose, such as <c>ROSSBY_MPI=openmpi</c>.</param>
    /// <param name="launcher">Who started the process.</param>
    /// <exception cref="LibraryMissingException">No such library.</exception>
    /// <exception cref="UsageException">MPI finds fewer ranks than the launcher started.</exception>
    /// <exception cref="MpiException">MPI could not be initialised.</exception>
    public static MpiJob Start(string choice, string chosenBy, MpiLauncher launcher)
    {
        var job = new MpiJob(launcher);
        job.thread.Do(() => job.Join(choice, chosenBy));
        return job;
    }

    /// <summary>Has a pulse tell of every collective call from now on; to be set by all ranks between the same two calls.</summary>
    public void Watch(RankPulse pulse) => thread.Pulse = pulse;

    /// <summary>Ends this rank's part: with 0 it waits for the others, however long they work; with another code only for a moment, then it ends the job.</summary>
    /// <param name="exitCode">What this rank has come to.</param>
    /// <param name="beforeAbort">Called before it ends the others.</param>
    /// <returns>How all ended; does not return when this rank had to end the others.</returns>
    public JobEnd End(int exitCode, Action? beforeAbort = null)
    {
        if (exitCode != ExitCode.Done) waits.Withdraw();
        JobEnd end = default;
        thread.Do(() => end = Agree(exitCode, beforeAbort));
        // MPICH 4.0 over UCX's tcp may close its connections for ever when ranks come to it at different times. All are done: nothing is lost by leaving.
        thread.Post(() => Check(Native.MPI_Finalize())).Wait(FinalizePatience);
        thread.End();
        return end;
    }

    /// <summary>Ends this process, and by that the job, whatever its other threads hang in; does not return.</summary>
    /// <param name="exitCode">The job's code, where the launcher lets a rank choose it.</param>
    /// <remarks>
    /// When a rank ends, hydra (pmip.c of MPICH 4.0) kills the others at once and joins the codes of all by "or", those of the killed among them when it hears of them
    /// before their pipes close. It is sure to give the job a rank's code only where that rank calls MPI_Abort.
    /// </remarks>
    public void EndAtOnce(int exitCode)
    {
        if (launcher.Family == MpiFamily.Mpich)
        {
            waits.AbortJob(exitCode);
            try
            {
                thread.Post(() => Abort(exitCode)).Wait(AbortPatience);
            }
            catch (ObjectDisposedException)
            {
                // MPI has ended on this rank.
            }
        }
        Libc.EndProcess(exitCode);
    }

    void Join(string choice, string chosenBy)
    {
        const int Funneled = 1;
        library = Load(choice, chosenBy, launcher);
        var constants = library.Constants;
        Check(Native.MPI_Init_thread(null, null, Funneled, out int provided));
        Check(Native.MPI_Comm_set_errhandler(constants.World, constants.ErrorsReturn));
        Check(Native.MPI_Comm_size(constants.World, out int size));
        if (size < launcher.Ranks)
        {
            _ = Native.MPI_Finalize();
            throw new UsageException(
                $"{launcher.Name} started {launcher.Ranks} ranks, but {library.Version} ({library.Path}) finds {size}: each would be a job of its own. "
                + $"Start with the mpiexec of that library, or choose another by mpi.library or ROSSBY_MPI (now {chosenBy}).");
        }
        if (provided < Funneled) throw new MpiException($"{library.Version}: allows no threads beside the one that calls it.");
        Check(Native.MPI_Comm_dup(constants.World, ref ending));
        var topology = RankPlaces.Gather(constants, constants.World);
        waits = new(topology, Abort);
        link = new MpiLink(constants, new NarrowSums(), constants.World, topology, waits, thread.DoUrgent);
        Communicator = new MpiCommunicator(thread, link, waits, constants);
    }

    JobEnd Agree(int exitCode, Action? beforeAbort)
    {
        var constants = library.Constants;
        long* codes = stackalloc long[2];
        (codes[0], codes[1]) = (exitCode, exitCode == 0 ? 0 : link.Size - link.Rank);
        nint request = 0;
        Check(Native.MPI_Iallreduce(constants.InPlace, codes, 2, constants.Int64, constants.Max, ending, ref request));
        var patience = default(Patience);
        long since = Stopwatch.GetTimestamp();
        for (int done = 0; ; patience.Pause(ownsCore: false))
        {
            Check(Native.MPI_Test(ref request, out done, constants.StatusIgnore));
            if (done != 0) break;
            waits.AbortIfAsked();
            if (exitCode != 0 && Stopwatch.GetElapsedTime(since) > Grace)
            {
                beforeAbort?.Invoke();
                Abort(exitCode);
            }
        }
        var end = new JobEnd((int)codes[0], codes[1] > 0 ? link.Size - (int)codes[1] : null);
        // Messages that nobody waits for any more could hold MPI_Finalize up for ever.
        if (waits.IsTorn) Abort(end.ExitCode);
        return end;
    }

    void Abort(int exitCode) => _ = Native.MPI_Abort(library.Constants.World, exitCode);
}
