using Rossby.Core;
using Rossby.Hdf5;
using Rossby.Ingest;
using Rossby.NetCdf;
using Rossby.Staging;

namespace Rossby.Cli;

/// <summary>The code that each stage's output depends on: its project and those that it references.</summary>
internal static class StageCode
{
    public static string Ingest { get; } = CodeHash.Of(typeof(RunFolder).Assembly, typeof(NetCdfFile).Assembly, typeof(H5File).Assembly, typeof(IngestStage).Assembly);

    public static string Stage { get; } = CodeHash.Of(typeof(RunFolder).Assembly, typeof(StagingStage).Assembly);

    /// <summary>All of them by stage, for the provenance.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [StageName.Ingest] = Ingest,
        [StageName.Stage] = Stage,
    };
}
