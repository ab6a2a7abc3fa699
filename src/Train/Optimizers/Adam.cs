using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Adam, or AdamW where that is what the config asks for.</summary>
/// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
/// <param name="config">Its numbers.</param>
public sealed class Adam(IReadOnlyList<Parameter> parameters, MomentsConfig config) : ListOptimizer(parameters, config, "exp_avg", "exp_avg_sq")
{
    readonly bool decoupled = config is AdamWConfig;

    /// <inheritdoc/>
    public override string Name => decoupled ? "adamw" : "adam";

    /// <inheritdoc/>
    public override void Step(double learningRate, long step) => OptimizerSteps.Adam(Parameters, Kept(0), Kept(1), WeightDecay, Options(learningRate), Larc, step);

    /// <inheritdoc/>
    public override void StepAsTold(ToldStep told) => ToldSteps.Adam(Parameters, Kept(0), Kept(1), WeightDecay, Options(0), Larc, told);

    AdamOptions Options(double learningRate) => new(learningRate, config.Beta1, config.Beta2, config.Epsilon, decoupled);
}
