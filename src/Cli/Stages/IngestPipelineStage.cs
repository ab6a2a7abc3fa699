using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary>Sources to shards. The set lies under its own hash, so other runs that ask for the same share it.</summary>
internal sealed class IngestPipelineStage : IPipelineStage
{
    readonly RunSession session;
    readonly LookBeside? look;

    /// <exception cref="InputMissingException">A source file is missing.</exception>
    public IngestPipelineStage(RunSession session)
    {
        this.session = session;
        LookBeside? begun = null;
        string[] hashes = session.Lead.Decide(() =>
        {
            ((string code, string section, string inputs), begun) = HashesOf(session.Config, session.Loaded.Folder, session.Hashes, session.Stop);
            return string.Join('\n', code, section, inputs);
        }).Split('\n');
        Hashes = new StageHashes(hashes[0], hashes[1], hashes[2]);
        Data = DataOf(session.Config, Hashes);
        if (IsPresent) begun?.Dispose();
        else look = begun;
    }

    /// <summary>What the set of a config depends on, and the look at source files that was begun where they must be read to know it: few sets are there already then.</summary>
    /// <exception cref="InputMissingException">A source file is missing.</exception>
    public static (StageHashes Hashes, LookBeside? Look) HashesOf(PipelineConfig config, string configFolder, FileHashes files, CancellationToken stop)
    {
        var paths = IngestInputs.Files(config.Ingest, configFolder);
        var look = files.Remembers(paths) ? null : new LookBeside(paths, stop);
        try
        {
            string inputs = files.OfAll(paths, new ProgressLine(StageName.Ingest, TimeProvider.System), stop);
            return (new StageHashes(StageCode.Ingest, StageHashes.Hash(ConfigSections.Of(StageName.Ingest, config)), inputs), look);
        }
        catch
        {
            look?.Dispose();
            throw;
        }
    }

    /// <summary>The folder of a set; its path in full, because what goes wrong there is told by other stages and other programs too.</summary>
    public static DataFolder DataOf(PipelineConfig config, StageHashes hashes) => new(Path.GetFullPath(Path.Combine(config.Data, hashes.Short)));

    public string Name => StageName.Ingest;

    public StageHashes Hashes { get; }

    /// <summary>The set.</summary>
    public DataFolder Data { get; }

    public string Output => Path.Combine(session.Config.Data, Hashes.Short);

    public IReadOnlyList<string> Outputs => [];

    // A kill behind the manifest leaves work that the stage clears away.
    public bool IsPresent => Data.IsWhole() && !Directory.Exists(Data.Work);

    /// <summary>The set of a config, made where it is not whole.</summary>
    /// <param name="config">The config.</param>
    /// <param name="context">Where it goes.</param>
    /// <param name="look">What was begun with the hashes.</param>
    /// <param name="cancellation">Stops between samples.</param>
    public static void Make(PipelineConfig config, RunContext context, LookBeside? look, CancellationToken cancellation)
    {
        using (look ??= new LookBeside(IngestInputs.Files(config.Ingest, context.ConfigFolder), cancellation)) look.Finish();
        IngestStage.Run(config.Ingest, context, cancellation);
    }

    // Another run that asks for the same set at this moment shares the work.
    public void Run(CancellationToken cancellation)
    {
        var communicator = session.Communicator;
        var context = session.Context(Name, Data) with { Share = new WorkShare(communicator.Rank, communicator.Size) };
        Make(session.Config with { Ingest = ShareOfNode(session.Config.Ingest, communicator.Topology) }, context, look, cancellation);
    }

    // Neither threads nor memory change a byte of the set.
    static IngestConfig ShareOfNode(IngestConfig config, RankTopology topology) => topology.Places.Count == 1 ? config : config with
    {
        Threads = config.Threads ?? Math.Max(1, Environment.ProcessorCount / topology.RanksOnMyCores),
        MemoryMiB = Math.Max(256, config.MemoryMiB / topology.LocalRanks.Length),
    };
}
