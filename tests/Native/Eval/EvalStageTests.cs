using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;
using Rossby.Eval;
using Rossby.Ingest;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Native.Eval;

/// <summary>An untrained network on a day of real MERRA-2: what it says is nonsense, but must be counted, drawn and written right.</summary>
public class EvalStageTests
{
    const string Day1 = "merra2/MERRA2_400.inst3_3d_asm_Np.20151203_sliced.nc", Day2 = "merra2/MERRA2_400.inst3_3d_asm_Np.20151212_sliced.nc";

    internal static readonly ModelConfig Network = new DeepLabV3PlusResNet50Config
    {
        Width = 4, Units = [1, 1, 1, 1], OutputStride = 4, AtrousRates = [1, 2, 3], DecoderWidth = 8, LowLevelWidth = 4, FullResolutionWidths = [4, 4],
    };

    internal static RunContext Context(TemporaryFolder folder) => new()
    {
        Run = new RunFolder(folder["runs/rivers"]), Data = new DataFolder(folder["data/0"]), ConfigFolder = folder.Path, Seed = 1, Logger = NullLogger.Instance,
    };

    internal static StagedSet Set(TemporaryFolder folder, RunContext context)
    {
        var ingest = new IngestConfig
        {
            Source = new FilesSourceConfig { Paths = [SharedData.Find(Day1), SharedData.Find(Day2)], Units = new Dictionary<string, string> { ["IVT"] = "kg m-1 s-1" } },
            Channels = ["PSL", "IVT"],
            Labels = new IvtThresholdConfig(),
            ExtraLabels = [new IvtThresholdConfig { ThresholdKgPerMetreSecond = 400 }],
            Split = new RangeSplitConfig { Train = ["2015-12-03"], Test = ["2015-12-12"] },
        };
        var stage = new StageConfig { Folder = folder["node"], KeepFreeMiB = 0 };
        IngestStage.Run(ingest, context, TestContext.Current.CancellationToken);
        StagingStage.Run(stage, context, TestContext.Current.CancellationToken);
        return StagedSet.Open(stage, context);
    }

    internal static void SaveUntrained(StagedSet set, RunContext context)
    {
        using (var model = ModelFactory.Create(Network, set.Manifest.Channels, set.Grid.IsGlobal, seed: 1))
            ModelWeights.Save(context.Run.Best.Weights, model.Parameters, ModelDescription.Of(model, null).ToMetadata());
        Assert.Equal(0, Command.Run("sh", ["-c", "sha256sum * > SHA256SUMS"], context.Run.Best.Path).ExitCode);
    }

    [Fact]
    public void Scores_are_those_that_numpy_counts_in_the_masks_and_the_report_stands()
    {
        using var folder = new TemporaryFolder();
        var context = Context(folder);
        using var set = Set(folder, context);
        SaveUntrained(set, context);
        var scores = EvalStage.Run(new EvalConfig { BatchSize = 3, Maps = 2, MapChannel = "IVT" }, Network, set, context, 2, TestContext.Current.CancellationToken)!;

        string mask = Assert.Single(Directory.GetFiles(context.Run.Masks));
        Assert.Equal("test_MERRA2_400.inst3_3d_asm_Np.20151212_sliced.nc", Path.GetFileName(mask));
        string seen = Referee.Run("""
            import sys, xarray, numpy as np
            d = xarray.open_dataset(sys.argv[1], mask_and_scale=False)
            s = xarray.open_dataset(sys.argv[2])
            assert (d.time.values.astype('datetime64[s]') == s.time.values.astype('datetime64[s]')).all()
            assert np.allclose(d.lat, s.lat) and np.allclose(d.lon, s.lon) and d['mask'].shape == s['IVT'].shape
            l, m, w = d['label'].values, d['mask'].values, np.cos(np.radians(d.lat.values))[None, :, None] + np.zeros(d['mask'].shape)
            assert not ((l == 2) & ~(s['IVT'].values >= 250)).any()
            known = l >= 0
            for weight in (np.ones(l.shape), w):
                iou = [(weight * (known & (l == c) & (m == c))).sum() / (weight * (known & ((l == c) | (m == c)))).sum() for c in (0, 2)]
                print(*[f'{v:.5f}' for v in iou + [np.mean(iou)]])
            print(f'{(~known).mean():.6f}')
            """, mask, SharedData.Find(Day2));
        var lines = seen.Split('\n');
        Assert.Equal(lines[0], Text(scores.Network.Cells));
        // The weight is the cell's area; cos(latitude) at its centre is that to a ten-thousandth here.
        double[] byCosine = [.. lines[1].Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
        Assert.Equal(byCosine[2], scores.Network.Area.MeanIou!.Value, 1e-4);
        Assert.Equal(lines[2], scores.IgnoredShare.ToString("F6", CultureInfo.InvariantCulture));
        Assert.False(scores.Network.Cells.Classes[1].IsPresent);
        Assert.Contains("plumbing, not skill", Assert.Single(scores.Notices));

        // A stricter rule of the same kind, a labelling of its own, is one more baseline.
        string shard = Path.Combine(context.Data.Path, Assert.Single(set.Manifest.ShardsOf("test")).File);
        string byRule = Referee.Run("""
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1]) as f: l, m = f['climate/labels_0'][:], f['climate/labels_1'][:]
            known, m = l != 255, np.where(m == 255, 0, m)
            iou = [(known & (l == c) & (m == c)).sum() / (known & ((l == c) | (m == c))).sum() for c in (0, 2)]
            print(*[f'{v:.5f}' for v in iou + [np.mean(iou)]])
            """, shard);
        Assert.Equal("reference (ivt-threshold, version 1)", scores.Baselines[^1].Name);
        Assert.Equal(byRule, Text(scores.Baselines[^1].Cells));
        Assert.InRange(scores.Baselines[^1].Cells.Classes[2].Iou!.Value, 0.05, 0.95);

        // IVT alone decides most of the label, so a threshold on it must come out far ahead of no storm at all.
        Assert.Contains("atmospheric river where IVT >= 2", scores.Baselines[1].Description);
        Assert.True(scores.Baselines[1].Cells.Classes[2].Iou > 0.5);
        Assert.Equal(2, Directory.GetFiles(context.Run.Figures, "map_2015-12-12T*.png").Length);
        Assert.Contains("data:image/png;base64,", File.ReadAllText(context.Run.Report));
        Assert.Equal(scores.Summary, ScoresFile.Read(context.Run.Scores).Summary);

        static string Text(ScoreTable table) =>
            string.Create(CultureInfo.InvariantCulture, $"{table.Classes[0].Iou:F5} {table.Classes[2].Iou:F5} {table.MeanIou:F5}");
    }

    [Fact]
    public void Cancelled_it_leaves_nothing_and_a_channel_that_is_not_there_or_a_damaged_checkpoint_is_named()
    {
        using var folder = new TemporaryFolder();
        var context = Context(folder);
        using var set = Set(folder, context);
        SaveUntrained(set, context);
        Assert.ThrowsAny<OperationCanceledException>(() => EvalStage.Run(new EvalConfig(), Network, set, context, 2, new CancellationToken(canceled: true)));
        Assert.False(File.Exists(context.Run.Scores));
        Assert.Empty(Directory.Exists(context.Run.Masks) ? Directory.GetFiles(context.Run.Masks) : []);
        var mistake = Assert.Throws<ConfigException>(() => EvalStage.Run(new EvalConfig { MapChannel = "TMQ" }, Network, set, context, 2, TestContext.Current.CancellationToken));
        Assert.Contains("$.eval.mapChannel: the set has no channel TMQ; it has PSL, IVT", mistake.Message);
        Assert.Throws<InputMissingException>(() => EvalStage.Run(new EvalConfig { Checkpoint = "last" }, Network, set, context, 2, TestContext.Current.CancellationToken));
        FlippedBit.In(context.Run.Best.Weights, 1000);
        var damaged = Assert.Throws<DataException>(() => EvalStage.Run(new EvalConfig(), Network, set, context, 2, TestContext.Current.CancellationToken));
        Assert.StartsWith(context.Run.Best.Weights + ": damaged", damaged.Message, StringComparison.Ordinal);
    }
}
