using Rossby.Eval;
using Xunit;

namespace Rossby.Tests.Unit;

public class ClassPriorsTests
{
    [Fact]
    public void Weights_of_the_loss_are_divided_out_and_the_rest_renormalised()
    {
        float[] probabilities = [0.25f, 0.5f, 0.25f, float.NaN, float.NaN, float.NaN];
        ClassPriors.Correct(probabilities, [1, 4, 2]);
        Assert.Equal([0.5f, 0.25f, 0.25f], probabilities[..3]);
        Assert.All(probabilities[3..], p => Assert.True(float.IsNaN(p)));
        float[] absent = [0.5f, 0.3f, 0.2f];
        ClassPriors.Correct(absent, [1, 0, 1]);
        Assert.Equal([0.714286, 0, 0.285714], absent.Select(p => Math.Round(p, 6)));
    }
}
