using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

/// <summary>Runs the stage into a folder of its own.</summary>
static class Ingested
{
    internal static Manifest Run(IngestConfig config, string folder, string? configFolder = null) =>
        Run(config, folder, configFolder ?? folder, null, TestContext.Current.CancellationToken);

    internal static Manifest Run(IngestConfig config, string folder, string configFolder, IProgress<StageProgress>? progress, CancellationToken cancellation)
    {
        var context = new RunContext
        {
            Run = new RunFolder(Path.Combine(folder, "run")),
            Data = new DataFolder(Path.Combine(folder, "data")),
            ConfigFolder = configFolder,
            Seed = 1,
            Logger = NullLogger.Instance,
            Progress = progress,
        };
        IngestStage.Run(config, context, cancellation);
        return ManifestFile.Read(context.Data.Manifest);
    }
}
