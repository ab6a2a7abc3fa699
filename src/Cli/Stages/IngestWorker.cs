using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>One of several processes that make a set together. It works on the data folder alone: no run folder, no ledger, no lease.</summary>
internal static class IngestWorker
{
    /// <summary>Returns when the set is whole, whichever worker made what.</summary>
    /// <param name="loaded">The config; the same for every worker.</param>
    /// <param name="share">Which worker this is.</param>
    /// <param name="verify">Whether remembered hashes of source files are made anew.</param>
    /// <param name="stop">Stops between samples.</param>
    public static void Run(LoadedConfig loaded, WorkShare share, bool verify, CancellationToken stop)
    {
        var config = loaded.Config;
        var files = new FileHashes(Path.Combine(config.Data, FileHashes.MemoryName), verify);
        StageHashes hashes;
        LookBeside? look;
        try
        {
            (hashes, look) = IngestPipelineStage.HashesOf(config, loaded.Folder, files, stop);
        }
        catch (InputMissingException e)
        {
            throw loaded.Locate(e);
        }
        var data = IngestPipelineStage.DataOf(config, hashes);
        var logger = new StageLogger(StageName.Ingest, null);
        var context = new RunContext
        {
            Run = new RunFolder(Path.Combine(config.Runs, config.Name)),
            Data = data,
            ConfigFolder = loaded.Folder,
            Seed = config.Seed,
            Share = share,
            Hashes = files,
            Logger = logger,
            Progress = new ProgressLine(StageName.Ingest, TimeProvider.System),
        };
        try
        {
            IngestPipelineStage.Make(config, context, look, stop);
        }
        catch (ConfigException e)
        {
            throw loaded.Locate(e);
        }
        logger.LogInformation("the set is whole ({Output})", Path.Combine(config.Data, hashes.Short));
    }
}
