using Rossby.Cairo;
using Rossby.Core;
using Rossby.Eval;
using Rossby.Hdf5;
using Rossby.Ingest;
using Rossby.Models;
using Rossby.NetCdf;
using Rossby.Staging;
using Rossby.Torch;
using Rossby.Train;
using Rossby.Udunits;

namespace Rossby.Cli;

/// <summary>The code that each stage's output depends on: its project and those that it references.</summary>
internal static class StageCode
{
    public static string Ingest { get; } = CodeHash.Of(
        typeof(RunFolder).Assembly, typeof(NetCdfFile).Assembly, typeof(H5File).Assembly, typeof(UnitSystem).Assembly, typeof(IngestStage).Assembly);

    public static string Stage { get; } = CodeHash.Of(typeof(RunFolder).Assembly, typeof(StagingStage).Assembly);

    public static string Train { get; } = CodeHash.Of(
        typeof(RunFolder).Assembly, typeof(Tensor).Assembly, typeof(StagedSet).Assembly, typeof(SegmentationModel).Assembly, typeof(TrainStage).Assembly);

    public static string Eval { get; } = CodeHash.Of(
        typeof(RunFolder).Assembly, typeof(Tensor).Assembly, typeof(NetCdfFile).Assembly, typeof(H5File).Assembly, typeof(CairoSurface).Assembly,
        typeof(StagedSet).Assembly, typeof(SegmentationModel).Assembly, typeof(EvalStage).Assembly);

    /// <summary>All of them by stage, for the provenance.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [StageName.Ingest] = Ingest,
        [StageName.Stage] = Stage,
        [StageName.Train] = Train,
        [StageName.Eval] = Eval,
    };
}
