using System.Globalization;
using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Train;

namespace Rossby.Cli;

/// <summary>One process at work on one run: its folder's lease, ledger and log, and the config as resolved for it.</summary>
internal sealed class RunSession : IDisposable
{
    // Rank 0 alone owns folder and ledger.
    readonly FolderLease? lease;
    readonly Ledger? ledger;
    readonly LogFile log;
    readonly RankLogPlace logPlace;
    readonly CancellationTokenSource stop;
    readonly JobWatch? watch;

    RunSession(LoadedConfig loaded, RunFolder folder, bool verify, StopSignals signals, ICommunicator communicator, JobWatch? watch)
    {
        (Loaded, Folder, Communicator, this.watch, Lead) = (loaded, folder, communicator, watch, new Lead(communicator, signals));
        StartedUtc = TimeProvider.System.GetUtcNow();
        FolderLease? taken = null;
        try
        {
            string threads = Lead.Decide(() =>
            {
                taken = FolderLease.Take(folder.Lease, TimeProvider.System);
                TellOfFault(folder);
                return Threads(loaded.Config, folder, communicator.Topology).ToString(CultureInfo.InvariantCulture);
            });
            Config = loaded.Config with { Train = loaded.Config.Train with { Threads = int.Parse(threads, CultureInfo.InvariantCulture) } };
            logPlace = new RankLogPlace(folder, communicator, Config.Mpi);
            log = new LogFile(logPlace.Path);
            if (communicator.Rank == 0) ledger = new Ledger(folder.Ledger, TimeProvider.System);
            Hashes = new FileHashes(Path.Combine(Config.Data, FileHashes.MemoryName), verify);
        }
        catch
        {
            log?.Dispose();
            taken?.Dispose();
            throw;
        }
        lease = taken;
        watch?.Attach(log, () => lease?.Dispose());
        stop = CancellationTokenSource.CreateLinkedTokenSource(signals.Token, lease?.Lost ?? CancellationToken.None);
    }

    /// <summary>The config as it was read.</summary>
    public LoadedConfig Loaded { get; }

    /// <summary>The config with every choice made, as <c>config.json</c> holds it.</summary>
    public PipelineConfig Config { get; }

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>What is done; rank 0 has it.</summary>
    public Ledger Ledger => ledger ?? throw new InvalidOperationException("The ledger is rank 0's.");

    /// <summary>Hashes of files, remembered in the data folder.</summary>
    public FileHashes Hashes { get; }

    /// <summary>The ranks of the job.</summary>
    public ICommunicator Communicator { get; }

    /// <summary>What rank 0 decides for all.</summary>
    public Lead Lead { get; }

    /// <summary>When this process began on the run.</summary>
    public DateTimeOffset StartedUtc { get; }

    /// <summary>Cancelled by a signal, or when another process took the run over.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Takes the run's folder.</summary>
    /// <param name="loaded">The config.</param>
    /// <param name="verify">Whether remembered hashes of source files are made anew.</param>
    /// <param name="signals">Asks the process to stop.</param>
    /// <param name="communicator">The ranks, each of which opens a session.</param>
    /// <param name="watch">This rank's part in watching the others; null where there are none.</param>
    /// <exception cref="StoppedException">Another process works on this run.</exception>
    public static RunSession Open(LoadedConfig loaded, bool verify, StopSignals signals, ICommunicator communicator, JobWatch? watch) =>
        new(loaded, FolderOf(loaded), verify, signals, communicator, watch);

    /// <summary>Where the run lies that a config describes.</summary>
    public static RunFolder FolderOf(LoadedConfig loaded) => new(Path.Combine(loaded.Config.Runs, loaded.Config.Name));

    /// <summary>A stage's voice.</summary>
    public ILogger Logger(string stage) => new StageLogger(stage, log, speaks: Communicator.Rank == 0);

    /// <summary>Writes into the run's log why a verb ended early; standard error hears of it from <see cref="CommandLine"/>.</summary>
    public void Record(string verb, Exception failure)
    {
        log.Write("error", $"{verb}: {(failure is RossbyException ? failure.Message : failure)}");
        logPlace.Collect(failure);
    }

    /// <summary>What a stage is handed.</summary>
    public RunContext Context(string stage, DataFolder data) => new()
    {
        Run = Folder,
        Data = data,
        ConfigFolder = Loaded.Folder,
        Seed = Config.Seed,
        Communicator = Communicator,
        Hashes = Hashes,
        Logger = Logger(stage),
        Progress = new PulseProgress(Communicator.Pulse, Communicator.Rank == 0 ? new ProgressLine(stage, TimeProvider.System) : null),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        watch?.Detach();
        stop.Dispose();
        log.Dispose();
        lease?.Dispose();
    }

    // Said once, and kept beside: the next fault is another.
    static void TellOfFault(RunFolder folder)
    {
        if (FaultRecord.Read(folder.Fault) is not { } fault) return;
        string kept = Path.Combine(folder.Path, "fault.previous.json");
        Terminal.Say($"rossby: the last job on this run was lost: {fault}. Kept as {kept}");
        AtomicFile.Commit(folder.Fault, kept);
    }

    // Results depend on the number of threads in their last bits: a run keeps the number that it began with on as many ranks.
    static int Threads(PipelineConfig config, RunFolder folder, RankTopology topology)
    {
        bool sameRanks = Provenance.Read(folder.Provenance)?.Ranks == topology.Places.Count;
        int? kept = config.Train.Determinism == Determinism.Exact || !sameRanks ? null : Earlier(folder)?.Train.Threads;
        return TrainThreads.Resolve(config.Train.Threads ?? kept, topology.RanksOnMyCores);
    }

    static PipelineConfig? Earlier(RunFolder folder)
    {
        try
        {
            return File.Exists(folder.Config) ? ConfigFile.Load(folder.Config, []).Config : null;
        }
        catch (RossbyException)
        {
            // Written by another version; its stages will be done again anyway.
            return null;
        }
    }
}
