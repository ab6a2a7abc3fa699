using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Adam, or AdamW where that is what the config asks for.</summary>
/// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
/// <param name="config">Its numbers.</param>
public sealed class Adam(IReadOnlyList<Parameter> parameters, MomentsConfig config)
    : ListOptimizer(parameters, config, OptimizerRule.Adam(config.Beta1, config.Beta2, config.Epsilon, decoupled: config is AdamWConfig), "exp_avg", "exp_avg_sq")
{
    /// <inheritdoc/>
    public override string Name { get; } = config is AdamWConfig ? "adamw" : "adam";
}
