using Rossby.Core;
using Rossby.Tests.Support;
using Rossby.Train;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>
/// The ready recipes are MLPerf HPC DeepCAM's reference convergence points (compliance/1.0.0/rcps_deepcam.json): LAMB with weight decay 0.01 and epsilon 1e-6
/// on every parameter, the rate divided by ten at the milestones, which count from the end of the warm-up.
/// </summary>
public sealed class RecipeTests
{
    [Theory]
    [InlineData(128, 0.001, 0, new[] { 8192, 16384 }, 9)]
    [InlineData(256, 0.002, 0, new[] { 4096, 8192 }, 9)]
    [InlineData(512, 0.004, 100, new[] { 2048, 4096 }, 16)]
    [InlineData(1024, 0.004, 200, new[] { 1100, 4096 }, 14)]
    [InlineData(2048, 0.0055, 400, new[] { 800 }, 26)]
    public void A_recipe_is_the_reference_of_its_batch(int batch, double rate, int warmupSteps, int[] milestones, int mostEpochs)
    {
        var config = ConfigFile.Load(RepositoryRoot.In("examples", "recipes", $"deepcam-{batch}.json"), []).Config;
        Assert.IsType<DeepLabV3PlusXceptionConfig>(config.Model);
        Assert.Equal((batch, mostEpochs), (config.Train.BatchSize, config.Train.Epochs));
        Assert.Equal(-0.125, Assert.IsType<WeightedCrossEntropyConfig>(config.Train.Loss).FrequencyExponent);
        Assert.Equal(
            new LambConfig { LearningRate = rate, WeightDecay = 0.01, Epsilon = 1e-6, DecayNorms = true, MaxGradientNorm = 1 },
            Assert.IsType<LambConfig>(config.Train.Optimizer));

        var schedule = new LearningRate(config.Train.Schedule, config.Train.Optimizer.LearningRate, batch, totalSteps: 100_000);
        if (warmupSteps > 0) Assert.Equal(0, schedule.At(0));
        for (int step = 1; step < warmupSteps; step++) Assert.Equal(rate * step / warmupSteps, schedule.At(step), 15);
        double expected = rate;
        Assert.Equal(expected, schedule.At(warmupSteps), 15);
        foreach (int milestone in milestones)
        {
            int change = warmupSteps == 0 ? milestone : milestone + warmupSteps + 1;
            Assert.Equal(expected, schedule.At(change - 1), 15);
            Assert.Equal(expected /= 10, schedule.At(change), 15);
        }
        Assert.Equal(expected, schedule.At(99_999), 15);
    }
}
