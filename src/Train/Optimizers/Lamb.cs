using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>LAMB: AdamW's step of each tensor, scaled to the norm of its weights.</summary>
/// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
/// <param name="config">Its numbers.</param>
public sealed class Lamb(IReadOnlyList<Parameter> parameters, LambConfig config) : ListOptimizer(parameters, config, "exp_avg", "exp_avg_sq")
{
    readonly LambOptions options = new(config.MaxGradientNorm, config.BiasCorrection, config.GradientAveraging, config.TrustUndecayed);

    /// <inheritdoc/>
    public override string Name => "lamb";

    /// <inheritdoc/>
    public override void Step(double learningRate, long step) => OptimizerSteps.Lamb(Parameters, Kept(0), Kept(1), WeightDecay, Moments(learningRate), options, Larc, step);

    /// <inheritdoc/>
    public override void StepAsTold(ToldStep told) => ToldSteps.Lamb(Parameters, Kept(0), Kept(1), WeightDecay, Moments(0), options, Larc, told);

    AdamOptions Moments(double learningRate) => new(learningRate, config.Beta1, config.Beta2, config.Epsilon, config.DecoupledDecay);
}
