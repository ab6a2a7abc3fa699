using Microsoft.Extensions.Logging.Abstractions;
using Rossby.Core;
using Rossby.Ingest;
using Xunit;

namespace Rossby.Tests.Native.Ingest;

public class TrackingTests
{
    [Fact]
    public void A_labeller_that_follows_storms_sees_every_step_in_time_order_before_it_labels_the_first()
    {
        using var folder = new TemporaryFolder();
        new WrittenSource().Write(folder["x.nc"]);
        var stop = TestContext.Current.CancellationToken;
        var config = WrittenSource.Config("x.nc");
        using var catalog = new SourceCatalog([folder["x.nc"]], new FilesSourceConfig { Paths = [] }, config.Channels, stop);
        var labellers = new LabellerSet([new NoLabeller(), new Follower()]);
        using var source = new SampleSource(catalog, config.Channels, [], labellers.Variables);
        var context = new RunContext
        {
            Run = new RunFolder(folder["run"]),
            Data = new DataFolder(folder["data"]),
            ConfigFolder = folder.Path,
            Seed = 1,
            Logger = NullLogger.Instance,
        };
        using var work = WorkFolder.Join(context.Data, stop)!;
        string?[] splits = [.. Enumerable.Range(0, WrittenSource.Steps).Select(i => i < 10 ? "train" : i < 12 ? null : "test")];
        var maker = new SetMaker(source, SampleRegridding.Create(null, source, NullLogger.Instance), labellers, config, new SplitAssignment(splits, 0, "by hand"), context, work, new WorkQueue(work, WorkShare.Whole));
        maker.Make(stop);
        var set = maker.Sum();

        // A storm that is seen longer in training is not seen in test.
        Assert.Equal("by hand; then 1 time(s) dropped that show 1 storm(s) tracked in another split", maker.Split.Description);
        Assert.Equal([10, 7], set.Shards.GroupBy(s => s.Split).Select(g => g.Sum(s => s.Times.Count)));

        // Steps in gaps between splits are part of a track too.
        Assert.Equal("20 candidates, 12 h apart: True", set.Labellings[1].Parameters["seen"]);
        Assert.Equal([0, 1, 0], set.Labellings[1].ClassFrequencies);
        Assert.Equal(1, set.Labellings[0].IgnoredShare);
        Assert.Equal("climate/label_prob_1", set.Labellings[1].Probabilities);
        Assert.Null(set.Labellings[0].Probabilities);
        var shard = set.Shards[0];
        Assert.Equal(("climate/label_prob_1", ElementType.Float32), (Assert.Single(shard.Probabilities).Path, shard.Probabilities[0].Type));
        Assert.Equal(["climate/labels_0", "climate/labels_1"], shard.Labels.Select(l => l.Path));
        Assert.Equal("float32 [0.25, 0.5, 0.25] [255, 1]", Referee.Run("""
            import sys, h5py
            f = h5py.File(sys.argv[1])['climate']
            print(f['label_prob_1'].dtype, f['label_prob_1'][2, 3, 4].tolist(), [int(f[n][2, 3, 4]) for n in ('labels_0', 'labels_1')])
            """, Path.Combine(folder["data"], shard.File)));
    }

    sealed class Follower : ITrackingLabeller
    {
        IReadOnlyList<StepCandidates>? steps;

        public string Method => "follower";

        public string Version => "1";

        public IReadOnlyDictionary<string, string> Parameters
        {
            get
            {
                bool even = steps!.Zip(steps!.Skip(1)).All(p => p.Second.Second - p.First.Second == 43200);
                return new Dictionary<string, string> { ["seen"] = $"{steps!.Sum(s => s.Candidates.Count)} candidates, 12 h apart: {even}" };
            }
        }

        public bool IsRuleBased => true;

        public bool GivesProbabilities => true;

        public IReadOnlyList<string> NeededChannels => ["PSL"];

        public IReadOnlyList<string> DetectionChannels => ["PSL"];

        public IReadOnlyList<string> NeededVariables => [];

        public IReadOnlyList<CycloneCandidate> Detect(LabelInput input) =>
        [
            new CycloneCandidate
            {
                LatitudeDeg = input.Fields["PSL"][0],
                LongitudeDeg = 0,
                PositionErrorDeg = 0.5,
                PressurePa = 99_000,
                Truncated = false,
                RadiusDeg = 2,
                RadiusClipping = RadiusClipping.None,
            },
        ];

        public IReadOnlyList<IReadOnlyList<int>> Tracks(IReadOnlyList<StepCandidates> steps) => [[8, 9, 12]];

        public ILabeller Link(IReadOnlyList<StepCandidates> steps) => new Follower { steps = steps };

        public LabelledStep Label(LabelInput input)
        {
            // The track goes through this step's own field.
            int step = (int)((input.Second - steps![0].Second) / 43200);
            byte label = steps[step].Candidates[0].LatitudeDeg == input.Fields["PSL"][0] ? SegmentationClass.TropicalCyclone : SegmentationClass.Background;
            byte[] labels = new byte[input.Grid.CellCount];
            labels.AsSpan().Fill(label);
            float[] soft = [.. Enumerable.Range(0, labels.Length * 3).Select(i => i % 3 == 1 ? 0.5f : 0.25f)];
            return new LabelledStep(labels, []) { Probabilities = soft };
        }
    }
}
