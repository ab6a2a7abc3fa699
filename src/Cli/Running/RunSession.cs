using Microsoft.Extensions.Logging;
using Rossby.Core;
using Rossby.Train;

namespace Rossby.Cli;

/// <summary>One process at work on one run: its folder's lease, ledger and log, and the config as resolved for it.</summary>
internal sealed class RunSession : IDisposable
{
    readonly FolderLease lease;
    readonly LogFile log;
    readonly CancellationTokenSource stop;

    RunSession(LoadedConfig loaded, RunFolder folder, bool verify, CancellationToken signals)
    {
        (Loaded, Folder) = (loaded, folder);
        StartedUtc = TimeProvider.System.GetUtcNow();
        lease = FolderLease.Take(folder.Lease, TimeProvider.System);
        try
        {
            Config = Resolve(loaded.Config, folder);
            log = new LogFile(folder.Log(Communicator.Rank));
            Ledger = new Ledger(folder.Ledger, TimeProvider.System);
            Hashes = new FileHashes(Path.Combine(Config.Data, FileHashes.MemoryName), verify);
        }
        catch
        {
            log?.Dispose();
            lease.Dispose();
            throw;
        }
        stop = CancellationTokenSource.CreateLinkedTokenSource(signals, lease.Lost);
    }

    /// <summary>The config as it was read.</summary>
    public LoadedConfig Loaded { get; }

    /// <summary>The config with every choice made, as <c>config.json</c> holds it.</summary>
    public PipelineConfig Config { get; }

    /// <summary>The run's folder.</summary>
    public RunFolder Folder { get; }

    /// <summary>What is done.</summary>
    public Ledger Ledger { get; }

    /// <summary>Hashes of files, remembered in the data folder.</summary>
    public FileHashes Hashes { get; }

    /// <summary>The ranks of the job.</summary>
    public ICommunicator Communicator { get; } = new SingleRank();

    /// <summary>When this process began on the run.</summary>
    public DateTimeOffset StartedUtc { get; }

    /// <summary>Cancelled by a signal, or when another process took the run over.</summary>
    public CancellationToken Stop => stop.Token;

    /// <summary>Takes the run's folder.</summary>
    /// <param name="loaded">The config.</param>
    /// <param name="verify">Whether remembered hashes of source files are made anew.</param>
    /// <param name="signals">Cancelled when the process is asked to stop.</param>
    /// <exception cref="StoppedException">Another process works on this run.</exception>
    public static RunSession Open(LoadedConfig loaded, bool verify, CancellationToken signals) =>
        new(loaded, new RunFolder(Path.Combine(loaded.Config.Runs, loaded.Config.Name)), verify, signals);

    /// <summary>A stage's voice.</summary>
    public ILogger Logger(string stage) => new StageLogger(stage, log);

    /// <summary>Writes into the run's log why a verb ended early; standard error hears of it from <see cref="CommandLine"/>.</summary>
    public void Record(string verb, Exception failure) => log.Write("error", $"{verb}: {(failure is RossbyException ? failure.Message : failure)}");

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
        Progress = new ProgressLine(stage, TimeProvider.System),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        stop.Dispose();
        log.Dispose();
        lease.Dispose();
    }

    // Results depend on the number of threads in their last bits: a run keeps the number that it began with.
    static PipelineConfig Resolve(PipelineConfig config, RunFolder folder)
    {
        int? threads = config.Train.Threads ?? (config.Train.Determinism == Determinism.Exact ? null : Earlier(folder)?.Train.Threads);
        return config with { Train = TrainThreads.Resolve(config.Train with { Threads = threads }) };
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
