using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>LAMB: AdamW's step of each tensor, scaled to the norm of its weights.</summary>
/// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
/// <param name="config">Its numbers.</param>
public sealed class Lamb(IReadOnlyList<Parameter> parameters, LambConfig config)
    : ListOptimizer(
        parameters, config,
        OptimizerRule.Lamb(
            config.Beta1, config.Beta2, config.Epsilon, config.DecoupledDecay, config.MaxGradientNorm, config.BiasCorrection, config.GradientAveraging, config.TrustUndecayed),
        "exp_avg", "exp_avg_sq")
{
    /// <inheritdoc/>
    public override string Name => "lamb";
}
