using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Parts of a batch and late gradients go with fast alone.</summary>
public sealed class StepRulesTests
{
    [Theory]
    [InlineData("\"determinism\": \"exact\", \"accumulationSteps\": 2", "accumulationSteps", "has no place in \"exact\", where each shard is made alone; choose batchShards")]
    [InlineData("\"determinism\": \"exact\", \"gradientLag\": 1", "gradientLag", "gradients that come late have no place in \"exact\"")]
    [InlineData("\"precision\": \"fp16\", \"gradientLag\": 1", "gradientLag", "must be 0 in fp16, whose loss scale belongs to the step that made the gradient")]
    [InlineData("\"faults\": { \"action\": \"skip\" }, \"gradientLag\": 1", "gradientLag", "must be 0 where a step may be left out: the gradient that came late is another step's")]
    [InlineData("\"determinism\": \"exact\", \"batchNorm\": { \"statistics\": \"synchronised\" }", "batchNorm.statistics", "must be \"local\" in \"exact\", where a norm normalises within a shard, whatever the ranks; choose batchShards")]
    [InlineData("\"determinism\": \"exact\", \"batchNorm\": { \"statistics\": \"group\" }", "batchNorm.statistics", "must be \"local\" in \"exact\", where a norm normalises within a shard, whatever the ranks; choose batchShards")]
    [InlineData("\"batchNorm\": { \"groupSize\": 2 }", "batchNorm.groupSize", "has no place but where statistics is \"group\"")]
    [InlineData("\"accumulationSteps\": 9", "accumulationSteps", "must be at most the batch of 8, got 9")]
    [InlineData("\"allreduce\": { \"gpu\": \"nccl\" }", "allreduce.gpu", "\"nccl\" sums gradients that lie on GPUs: choose \"device\": \"cuda\"")]
    [InlineData("\"device\": \"cuda\", \"allreduce\": { \"gpu\": \"nccl\", \"algorithm\": \"ring\" }", "allreduce.algorithm", "must be hierarchical or flat where NCCL sums")]
    public void What_does_not_go_together_is_refused(string members, string key, string message)
    {
        string finding = Assert.Single(ConfigText.Findings(ConfigText.Synthetic.Replace("\"epochs\": 3", members, StringComparison.Ordinal)));
        Assert.EndsWith($"$.train.{key}: {message}", finding, StringComparison.Ordinal);
    }

    [Fact]
    public void Steps_with_dropout_are_not_recorded_on_a_GPU()
    {
        string tiramisu = ConfigText.Synthetic.Replace("\"deeplabv3plus-resnet50\", \"outputStride\": 4, \"atrousRates\": [2, 4, 6]", "\"tiramisu\"", StringComparison.Ordinal);
        string finding = Assert.Single(ConfigText.Findings(tiramisu, "train.recordSteps=true", "train.device=cuda"));
        Assert.EndsWith("$.train.recordSteps: a GPU records no steps of a network with dropout, whose masks are drawn on the processor anew each time: leave it out, or set model.dropout to 0", finding, StringComparison.Ordinal);
        // What auto will take is not known here, and on the CPU to replay is to draw anew.
        Assert.All([["train.device=auto"], ["train.device=cpu"], new[] { "train.device=cuda", "model.dropout=0" }],
            allowed => Assert.True(ConfigText.Load(tiramisu, ["train.recordSteps=true", .. allowed]).Config.Train.RecordSteps));
    }

    [Fact]
    public void They_go_together_in_fast()
    {
        var train = ConfigText.Load(ConfigText.Synthetic, "train.accumulationSteps=2", "train.gradientLag=1").Config.Train;
        Assert.Equal((2, 1), (train.AccumulationSteps, train.GradientLag));
    }
}
