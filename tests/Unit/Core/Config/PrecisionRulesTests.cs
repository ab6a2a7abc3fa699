using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>Arithmetic that cannot be had is refused, with its place in the file and what to choose.</summary>
public sealed class PrecisionRulesTests
{
    static string With(string member) => ConfigText.Synthetic.Replace("\"epochs\": 3", member, StringComparison.Ordinal);

    [Theory]
    [InlineData("tf32", "tf32 is arithmetic of GPUs; choose fp32 or bf16, or \"device\": \"cuda\"")]
    public void What_training_cannot_compute_in_is_refused(string precision, string message) =>
        Assert.Equal([$"p.json:10:27: $.train.precision: {message}"], ConfigText.Findings(With($"\"precision\": \"{precision}\"")));

    [Fact]
    public void A_GPU_has_tf32_and_neither_fixed_sums_nor_gradients_that_come_late()
    {
        Assert.Equal(Precision.Tf32, ConfigText.Load(ConfigText.Synthetic, "train.device=cuda", "train.precision=tf32").Config.Train.Precision);
        Assert.Equal(
            ["p.json:10:24: $.train.device: must be \"cpu\" in \"exact\", whose sums are made in a fixed order there alone"],
            ConfigText.Findings(With("\"device\": \"cuda\", \"determinism\": \"exact\"")));
        Assert.Equal(
            ["p.json:10:24: $.train.device: must be \"cpu\" where gradients are applied late"],
            ConfigText.Findings(With("\"device\": \"cuda\", \"gradientLag\": 1")));
    }

    [Fact]
    public void Evaluation_has_a_precision_of_its_own_and_it_is_fp32_at_first()
    {
        Assert.Equal((Precision.Bf16, Precision.Fp32), Of("train.precision=bf16"));
        Assert.Equal((Precision.Fp32, Precision.Fp16), Of("eval.precision=fp16"));
        static (Precision, Precision) Of(string set)
        {
            var config = ConfigText.Load(ConfigText.Synthetic, set).Config;
            return (config.Train.Precision, config.Eval.Precision);
        }
    }
}
