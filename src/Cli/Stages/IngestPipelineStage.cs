using Rossby.Core;
using Rossby.Ingest;

namespace Rossby.Cli;

/// <summary>Sources to shards. The set lies under its own hash, so other runs that ask for the same share it.</summary>
internal sealed class IngestPipelineStage : IPipelineStage
{
    readonly RunSession session;

    /// <exception cref="InputMissingException">A source file is missing.</exception>
    public IngestPipelineStage(RunSession session)
    {
        this.session = session;
        string[] hashes = session.Lead.Decide(() =>
        {
            var (code, section, inputs) = HashesOf(session.Config, session.Loaded.Folder, session.Hashes, session.Stop);
            return string.Join('\n', code, section, inputs);
        }).Split('\n');
        Hashes = new StageHashes(hashes[0], hashes[1], hashes[2]);
        Data = DataOf(session.Config, Hashes);
    }

    /// <summary>What the set of a config depends on.</summary>
    /// <exception cref="InputMissingException">A source file is missing.</exception>
    public static StageHashes HashesOf(PipelineConfig config, string configFolder, FileHashes files, CancellationToken stop)
    {
        string inputs = files.OfAll(IngestInputs.Files(config.Ingest, configFolder), new ProgressLine(StageName.Ingest, TimeProvider.System), stop);
        return new StageHashes(StageCode.Ingest, StageHashes.Hash(ConfigSections.Of(StageName.Ingest, config)), inputs);
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
    public static void Make(PipelineConfig config, RunContext context, CancellationToken cancellation)
    {
        DamageWatch.Look(IngestInputs.Files(config.Ingest, context.ConfigFolder), cancellation);
        IngestStage.Run(config.Ingest, context, cancellation);
    }

    // Another run that asks for the same set at this moment shares the work.
    public void Run(CancellationToken cancellation)
    {
        var communicator = session.Communicator;
        var context = session.Context(Name, Data) with { Share = new WorkShare(communicator.Rank, communicator.Size) };
        Make(session.Config with { Ingest = ShareOfNode(session.Config.Ingest, communicator.Topology) }, context, cancellation);
    }

    // Neither threads nor memory change a byte of the set.
    static IngestConfig ShareOfNode(IngestConfig config, RankTopology topology) => topology.Places.Count == 1 ? config : config with
    {
        Threads = config.Threads ?? Math.Max(1, Environment.ProcessorCount / topology.RanksOnMyCores),
        MemoryMiB = Math.Max(256, config.MemoryMiB / topology.LocalRanks.Length),
    };
}
