using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Settings of optimizer and schedule that contradict each other are refused, each at its place.</summary>
public sealed class OptimizerRulesTests
{
    [Theory]
    [InlineData("""train.optimizer={"name":"sgd","nesterov":true,"momentum":0}""", "$.train.optimizer.nesterov: needs a momentum above 0 and a dampening of 0")]
    [InlineData("""train.optimizer={"name":"sgd","nesterov":true,"dampening":0.1}""", "$.train.optimizer.nesterov: needs a momentum above 0 and a dampening of 0")]
    [InlineData("""train.schedule={"name":"multistep","milestones":[5,9,9]}""", "$.train.schedule.milestones[2]: must be above 9, the one before it, got 9")]
    [InlineData("""train.schedule={"name":"piecewise","boundaries":[5,4],"factors":[0.5,0.1]}""", "$.train.schedule.boundaries[1]: must be above 5, the one before it, got 4")]
    [InlineData("""train.schedule={"name":"piecewise","boundaries":[5],"factors":[0.5,0.1]}""", "$.train.schedule.factors: must be 1, one for each boundary, got 2")]
    [InlineData("""train.schedule={"name":"cosine","referenceBatch":256}""", "$.train.schedule.referenceBatch: has no effect without batchScaling; choose 'linear' or 'square-root', or leave it out")]
    [InlineData("""train.schedule={"name":"cosine","batchScaling":"linear"}""", "$.train.schedule.referenceBatch: is needed for batchScaling: the batch that the learning rate was chosen for")]
    public void A_contradiction_is_refused(string set, string finding) =>
        Assert.EndsWith(finding, Assert.Single(ConfigText.Findings(ConfigText.Synthetic, set)), StringComparison.Ordinal);

    [Fact]
    public void The_defaults_are_those_of_the_documentation()
    {
        var lamb = Assert.IsType<LambConfig>(ConfigText.Load(ConfigText.Synthetic, """train.optimizer={"name":"lamb"}""").Config.Train.Optimizer);
        Assert.Equal((1e-3, 0.9, 0.999, 1e-6, 0.01), (lamb.LearningRate, lamb.Beta1, lamb.Beta2, lamb.Epsilon, lamb.WeightDecay));
        Assert.Equal((1.0, true, true, true, false), (lamb.MaxGradientNorm, lamb.BiasCorrection, lamb.GradientAveraging, lamb.DecoupledDecay, lamb.TrustUndecayed));
        Assert.Equal((LarcMode.Off, 0.002, 1e-8), (lamb.Larc.Mode, lamb.Larc.Eta, lamb.Larc.Epsilon));
        var sgd = Assert.IsType<SgdConfig>(ConfigText.Load(ConfigText.Synthetic, """train.optimizer={"name":"sgd"}""").Config.Train.Optimizer);
        Assert.Equal((1e-3, 0.9, 0.0, 0.0, false), (sgd.LearningRate, sgd.Momentum, sgd.Dampening, sgd.WeightDecay, sgd.Nesterov));
    }
}
