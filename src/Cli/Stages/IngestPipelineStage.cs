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
        var files = IngestInputs.Files(session.Config.Ingest, session.Loaded.Folder);
        string inputs = session.Hashes.OfAll(files, new ProgressLine(Name, TimeProvider.System), session.Stop);
        Hashes = new StageHashes(StageCode.Ingest, StageHashes.Hash(ConfigSections.Of(Name, session.Config)), inputs);
        // In full, because what goes wrong there is told by other stages and other programs too.
        Data = new DataFolder(Path.GetFullPath(Path.Combine(session.Config.Data, Hashes.Short)));
    }

    public string Name => StageName.Ingest;

    public StageHashes Hashes { get; }

    /// <summary>The set.</summary>
    public DataFolder Data { get; }

    public string Output => Path.Combine(session.Config.Data, Hashes.Short);

    public IReadOnlyList<string> Outputs => [];

    public bool IsPresent
    {
        get
        {
            if (!File.Exists(Data.Manifest)) return false;
            return ManifestFile.Read(Data.Manifest).Shards.All(s => new FileInfo(Path.Combine(Data.Path, s.File)) is { Exists: true } f && f.Length == s.Bytes);
        }
    }

    public void Run(CancellationToken cancellation)
    {
        // Another run may ask for the same set at this moment.
        using var lease = FolderLease.Take(Path.Combine(Data.Path, "lease.json"), TimeProvider.System);
        if (!IsPresent) IngestStage.Run(session.Config.Ingest, session.Context(Name, Data), cancellation);
    }
}
