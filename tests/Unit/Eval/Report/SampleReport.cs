using Rossby.Core;
using Rossby.Eval;

namespace Rossby.Tests.Unit;

/// <summary>A small set and its scores, cyclones absent from the labels.</summary>
internal static class SampleReport
{
    public static Manifest Manifest(bool ruleMade = false) => new()
    {
        FormatVersion = 1, DataRoot = "d00d", SyntheticNotice = ruleMade ? null : "Synthetic weather <made> by Rossby.", ElementType = ElementType.Float32,
        Channels = [Channel("PSL"), Channel("IVT")],
        LatitudeDeg = [-45, 45], LongitudeDeg = [0, 90, 180, 270],
        Orientation = new SourceOrientation(false, 0, "lat", "lon", [0, 90, 180, 270]),
        TimeUnits = "days since 2001-01-01", Calendar = "noleap",
        Labellings =
        [
            new LabellingEntry
            {
                Dataset = "climate/labels_0", Method = ruleMade ? "ivt-threshold" : "variable", Version = "1", IsRuleBased = ruleMade,
                Parameters = new Dictionary<string, string> { [ruleMade ? "field" : "variable"] = ruleMade ? "IVT" : "LABELS" },
                ClassFrequencies = [0.9, 0, 0.1], AreaShares = [0.9, 0, 0.1], IgnoredShare = 0.125,
            },
        ],
        SplitDescription = "blocks of 10 days", Shards = [], Sources = [],
    };

    public static Scores Scores(Manifest manifest)
    {
        MethodScorer network = new(manifest.Grid()), background = new(manifest.Grid());
        byte[] label = [0, 0, 0, 2, 2, 0, 0, 255];
        network.Add(label, [0, 0, 0, 2, 0, 0, 0, 0]);
        background.Add(label, new byte[8]);
        return new Scores
        {
            Run = "quick <start>", Split = "test", Checkpoint = "best", WeightsHash = "beef", DataRoot = manifest.DataRoot,
            Label = LabelWords.Name(manifest), Notices = LabelWords.Notices(manifest), Samples = 1, IgnoredShare = 0.125, IgnoredAreaShare = 0.125,
            Network = network.Scores("network", "The trained network."), Baselines = [background.Scores("all background", "No storm anywhere.")],
        };
    }

    static ChannelStatistics Channel(string name) => new()
    {
        Name = name, LongName = name, Units = "1", Mean = 0, StandardDeviation = 1, Minimum = -1, Maximum = 1, MissingShare = 0,
    };
}
