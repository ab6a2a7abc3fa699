using Microsoft.Extensions.Logging;

namespace Rossby.Core;

/// <summary>What every stage is handed besides its section of the config.</summary>
public sealed record RunContext
{
    /// <summary>Where this run's output goes.</summary>
    public required RunFolder Run { get; init; }

    /// <summary>Where the ingested set lies: <c>data/&lt;hash&gt;</c>.</summary>
    public required DataFolder Data { get; init; }

    /// <summary>The folder of the config file: input paths in it are relative to this.</summary>
    public required string ConfigFolder { get; init; }

    /// <summary>The experiment's seed, from which every random choice follows.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The ranks of the job.</summary>
    public ICommunicator Communicator { get; init; } = new SingleRank();

    /// <summary>This process's part of the stage's work, where several processes share it.</summary>
    public WorkShare Share { get; init; } = WorkShare.Whole;

    /// <summary>Fingerprints of the input files, which were taken to know what the stage depends on.</summary>
    public FileHashes Hashes { get; init; } = new(null, verify: false);

    /// <summary>Where a stage says what it does; the Cli sends it to stderr and to the run's log.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>Where a stage's threads say what they do when; null unless it was asked for.</summary>
    public Timeline? Timeline { get; init; }

    /// <summary>Where a stage says how far it is.</summary>
    public IProgress<StageProgress>? Progress { get; init; }
}
