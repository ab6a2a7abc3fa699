using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Unit;

public class BaselineTests
{
    static readonly IReadOnlyList<ChannelStatistics> Channels = [Channel("TMQ"), Channel("PSL")];

    static ChannelStatistics Channel(string name) => new()
    {
        Name = name, LongName = name, Units = "1", Mean = 50, StandardDeviation = 28.9, Minimum = 0, Maximum = 100, MissingShare = 0,
    };

    static (IReadOnlyList<IPixelBaseline> Baselines, MethodScores[] Scores) FitAndScore(Func<float, float, byte> rule)
    {
        var training = new PlantedSamples(20, rule);
        var shares = new double[3];
        byte[] labels = new byte[training.Cells], predicted = new byte[training.Cells];
        float[] fields = new float[training.Cells * 2];
        for (int i = 0; i < training.Count; i++)
        {
            training.Read(i, fields, labels);
            foreach (byte label in labels) shares[label == SegmentationClass.Ignore ? 0 : label] += 1.0 / (training.Count * training.Cells);
        }
        var baselines = BaselineSet.Fit(Channels, shares, training, seed: 1, new SingleRank(), progress: null, TestContext.Current.CancellationToken);
        var grid = new LatLonGrid([.. Enumerable.Range(0, 20).Select(i => i - 10.0)], [.. Enumerable.Range(0, 20).Select(i => (double)i)]);
        var scores = baselines.Select(baseline =>
        {
            var scorer = new MethodScorer(grid);
            for (int i = 100; i < 110; i++)
            {
                training.Read(i, fields, labels);
                baseline.Predict(fields, predicted);
                scorer.Add(labels, predicted);
            }
            return scorer.Scores(baseline.Name, baseline.Description);
        }).ToArray();
        return (baselines, scores);
    }

    [Fact]
    public void A_planted_threshold_is_found_in_value_channel_and_direction()
    {
        var (baselines, scores) = FitAndScore((tmq, psl) => tmq >= 83 ? (byte)2 : psl < 4 ? (byte)1 : (byte)0);
        // The rule of the rivers is exact to one of 4096 bins; the cyclones' loses the cells that are also rivers.
        Assert.Contains("atmospheric river where TMQ >= 8", baselines[1].Description);
        Assert.Contains("tropical cyclone where PSL < ", baselines[1].Description);
        Assert.True(scores[1].Cells.Classes[2].Iou > 0.94, $"{scores[1].Cells.Classes[2].Iou}");
        Assert.True(scores[1].Cells.Classes[1].Iou > 0.75, $"{scores[1].Cells.Classes[1].Iou}");
    }

    [Fact]
    public void The_regression_separates_what_a_plane_separates_and_a_threshold_does_not()
    {
        var (_, scores) = FitAndScore((a, b) => a + b > 150 ? (byte)2 : (byte)0);
        Assert.True(scores[2].Cells.Classes[2].Iou > 0.97, $"{scores[2].Cells.Classes[2].Iou}");
        Assert.True(scores[1].Cells.Classes[2].Iou < 0.7, $"{scores[1].Cells.Classes[2].Iou}");
    }

    [Fact]
    public void A_class_absent_from_training_is_never_predicted()
    {
        var (baselines, scores) = FitAndScore((a, _) => a > 70 ? (byte)2 : (byte)0);
        Assert.Contains("tropical cyclone absent from training", baselines[1].Description);
        foreach (var score in scores) Assert.Equal(0, score.Cells.Confusion.Sum(row => row[1]));
    }

    [Fact]
    public void All_background_scores_the_share_of_background_and_zero_for_storms()
    {
        var (_, scores) = FitAndScore((a, _) => a > 70 ? (byte)2 : (byte)0);
        Assert.Equal(0, scores[0].Cells.Classes[2].Iou);
        Assert.Equal(scores[0].Cells.Confusion[0][0] / 4000, scores[0].Cells.Classes[0].Iou!.Value, 1e-12);
    }

    [Fact]
    public void A_set_without_a_decided_cell_has_no_fitted_baseline()
    {
        var baselines = BaselineSet.Fit(Channels, [0, 0, 0], new PlantedSamples(2, (_, _) => SegmentationClass.Ignore), 1, new SingleRank(), null, TestContext.Current.CancellationToken);
        Assert.Equal(["all background"], baselines.Select(b => b.Name));
    }

    [Fact]
    public void A_missing_value_holds_for_no_threshold_and_is_the_mean_for_the_regression()
    {
        var (baselines, _) = FitAndScore((a, _) => a >= 90 ? (byte)2 : (byte)0);
        var classes = new byte[2];
        baselines[1].Predict([float.NaN, 50, 95, 50], classes);
        Assert.Equal([0, 2], classes);
        baselines[2].Predict([float.NaN, 50, 50, 50], classes);
        Assert.Equal(classes[1], classes[0]);
    }

    [Fact]
    public void The_system_solver_solves_a_system_worked_out_by_hand_and_ignores_a_null_direction()
    {
        Assert.Equal([1.0, 2.0, 0.0], SymmetricSystem.Solve([4, 0, 0, 2, 3, 0, 0, 0, 0], [8, 8, 5]).Select(v => Math.Round(v, 12)));
    }
}
