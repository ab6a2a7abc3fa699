using FsCheck;
using FsCheck.Fluent;
using Rossby.Core;
using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Unit;

public class ScoreTableTests
{
    static readonly LatLonGrid Grid = new([-60, 0, 60], [0, 90, 180, 270]);

    [Fact]
    public void Scores_follow_the_formulas_on_a_matrix_worked_out_by_hand()
    {
        var matrix = new ConfusionMatrix(3);
        double[] cells = [6, 0, 1, 2, 1, 0, 1, 1, 2];
        // Rows are labels: 7 cells of background, 3 of cyclone, 4 of river; columns add to 9, 2 and 3.
        for (int i = 0; i < 9; i++) matrix.Add(i / 3, i % 3, cells[i]);
        var table = ScoreTable.Of(matrix);
        Assert.Equal([6 / 10.0, 1 / 4.0, 2 / 5.0], table.Classes.Select(c => c.Iou!.Value));
        Assert.Equal([6 / 9.0, 1 / 2.0, 2 / 3.0], table.Classes.Select(c => c.Precision!.Value));
        Assert.Equal([6 / 7.0, 1 / 3.0, 2 / 4.0], table.Classes.Select(c => c.Recall!.Value));
        Assert.Equal((0.6 + 0.25 + 0.4) / 3, table.MeanIou!.Value, 1e-15);
    }

    [Fact]
    public void An_absent_class_is_absent_and_not_one_even_where_it_was_predicted()
    {
        var scorer = new MethodScorer(Grid);
        scorer.Add([0, 0, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1]);
        var scores = scorer.Scores("network", "");
        Assert.False(scores.Cells.Classes[1].IsPresent);
        Assert.Null(scores.Cells.Classes[1].Iou);
        Assert.Equal(2, scores.Cells.ClassesPresent);
        Assert.Equal((9 / 11.0 + 1 / 2.0) / 2, scores.Cells.MeanIou!.Value, 1e-15);
        // tf.metrics.mean_iou counts the false alarm's class as 0.
        Assert.Equal((9 / 11.0 + 0 + 1 / 2.0) / 3, scores.StreamingMeanIou2018!.Value, 1e-15);
    }

    [Fact]
    public void The_per_sample_score_of_MLPerf_counts_a_class_in_neither_as_one()
    {
        var scorer = new MethodScorer(Grid);
        scorer.Add(new byte[12], new byte[12]);
        scorer.Add([1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal((1.0 + (10 / 11.0 + 0.5 + 1) / 3) / 2, scorer.Scores("network", "").MlPerfPerSampleMeanIou!.Value, 1e-15);
    }

    [Fact]
    public void Area_weights_are_the_cells_areas_on_the_sphere()
    {
        // Bands between -90, -30, 30 and 90 degrees: sin differences 0.5, 1, 0.5.
        var scorer = new MethodScorer(Grid);
        scorer.Add([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
        var scores = scorer.Scores("network", "");
        Assert.Equal(0.5, scores.Cells.Classes[1].Recall!.Value, 1e-12);
        Assert.Equal(1 / 1.5, scores.Area.Classes[1].Recall!.Value, 1e-12);
        Assert.Equal(4 * Math.PI * 6371.0 * 6371.0, scores.Area.Confusion.Sum(row => row.Sum()), 1e-3);
    }

    [Fact]
    public void Scores_lie_in_0_to_1_leave_ignored_cells_out_and_adding_samples_is_adding_matrices() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            byte[] labels = new byte[24], predictions = new byte[24];
            for (int i = 0; i < 24; i++)
            {
                byte b = bytes.Length > 0 ? (byte)(bytes[i % bytes.Length] * (i + 1)) : (byte)0;
                labels[i] = b % 4 == 3 ? SegmentationClass.Ignore : (byte)(b % 4);
                predictions[i] = (byte)(b / 4 % 3);
            }
            MethodScorer both = new(Grid), first = new(Grid), second = new(Grid);
            both.Add(labels.AsSpan(0, 12), predictions.AsSpan(0, 12));
            both.Add(labels.AsSpan(12), predictions.AsSpan(12));
            first.Add(labels.AsSpan(0, 12), predictions.AsSpan(0, 12));
            second.Add(labels.AsSpan(12), predictions.AsSpan(12));
            first.Cells.Add(second.Cells);
            Assert.Equal(both.Cells.Weights.ToArray(), first.Cells.Weights.ToArray());
            Assert.Equal(labels.Count(l => l != SegmentationClass.Ignore), both.Cells.Total);
            var scores = both.Scores("network", "");
            foreach (double? value in scores.Cells.Classes.Concat(scores.Area.Classes).SelectMany(c => new[] { c.Iou, c.Precision, c.Recall }).Append(scores.Cells.MeanIou))
                Assert.True(value is null or (>= 0 and <= 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Renaming_the_classes_permutes_the_scores_and_keeps_the_mean() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            ConfusionMatrix matrix = new(3), renamed = new(3);
            foreach (byte b in bytes)
            {
                matrix.Add(b % 3, b / 3 % 3);
                renamed.Add((b + 1) % 3, (b / 3 + 1) % 3);
            }
            ScoreTable table = ScoreTable.Of(matrix), other = ScoreTable.Of(renamed);
            for (int c = 0; c < 3; c++) Assert.Equal(table.Classes[c].Iou, other.Classes[(c + 1) % 3].Iou);
            Assert.Equal(table.MeanIou ?? -1, other.MeanIou ?? -1, 1e-12);
        }).QuickCheckThrowOnFailure();
}
