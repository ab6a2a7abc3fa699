using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Cli;

/// <summary>Writes <c>config.json</c> and <c>provenance.json</c> of a run before its first stage, and brings the latter up to date as stages end.</summary>
internal sealed class RunProvenance
{
    readonly RunFolder folder;
    Provenance record;

    RunProvenance(RunFolder folder, Provenance record) => (this.folder, this.record) = (folder, record);

    /// <summary>Looks at everything that the run stands on; loads the native libraries.</summary>
    /// <param name="session">The run.</param>
    /// <param name="last">The last stage that is done.</param>
    /// <exception cref="LibraryMissingException">One of them cannot be loaded.</exception>
    public static RunProvenance Begin(RunSession session, string last)
    {
        string config = ConfigFile.ToJson(session.Config);
        AtomicFile.WriteText(session.Folder.Config, config);
        int threads = session.Config.Train.Threads!.Value;
        var (commit, dirty) = GitState.Of(AppContext.BaseDirectory);
        var begun = new RunProvenance(session.Folder, new Provenance
        {
            Rossby = Versions.Rossby,
            CommandLine = Environment.GetCommandLineArgs(),
            ConfigFile = Path.GetFullPath(session.Loaded.File),
            ConfigHash = ConfigSections.HashOfAll(session.Config),
            Overrides = session.Loaded.Overrides,
            Seed = session.Config.Seed,
            CodeHashes = StageCode.All,
            GitCommit = commit,
            GitDirty = dirty,
            NativeLibraries = NativeVersions.Load(threads, session.Communicator.Topology.SharesCores, last),
            Host = Environment.MachineName,
            Cpu = Machine.CpuModel,
            Cores = Environment.ProcessorCount,
            Threads = threads,
            Ranks = session.Communicator.Size,
            Job = Environment.GetEnvironmentVariable("SLURM_JOB_ID") ?? Environment.GetEnvironmentVariable("PBS_JOBID"),
            OperatingSystem = Machine.OperatingSystem,
            DotNet = Environment.Version.ToString(),
            StartedUtc = session.StartedUtc,
        });
        int ranks = session.Communicator.Topology.RanksOnMyCores;
        if (threads * ranks > Environment.ProcessorCount)
        {
            session.Logger("run").LogWarning("{Ranks} x {Threads} threads on {Cores} cores: slower than a thread a core",
                ranks, threads, Environment.ProcessorCount);
        }
        begun.record.Write(session.Folder.Provenance);
        return begun;
    }

    /// <summary>A stage has ended.</summary>
    public void Update(string? dataRoot) => Write(record with { DataRoot = dataRoot });

    /// <summary>All that was asked for is done.</summary>
    public void Finish(string? dataRoot) => Write(record with { DataRoot = dataRoot, FinishedUtc = TimeProvider.System.GetUtcNow() });

    void Write(Provenance now)
    {
        record = now;
        record.Write(folder.Provenance);
    }
}
