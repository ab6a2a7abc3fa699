using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class MlperfScoreTests
{
    // Four cells: labels 0 0 0 2, predictions 0 0 2 2; the tropical cyclone is in neither.
    [Fact]
    public void A_class_in_neither_label_nor_prediction_counts_one()
    {
        var matrix = new ConfusionMatrix(3);
        matrix.Add(0, 0, 2);
        matrix.Add(0, 2);
        matrix.Add(2, 2);
        Assert.Equal((2.0 / 3 + 1 + 0.5) / 3, matrix.MlperfIntersectionOverUnion(), 1e-7);
        Assert.Equal((2.0 / 3 + 0.5) / 2, matrix.MeanIntersectionOverUnion(), 1e-12);
    }
}
