using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Makes the optimizer that the config chooses.</summary>
public static class Optimizer
{
    /// <summary>The optimizer over those parameters.</summary>
    public static IOptimizer Create(OptimizerConfig config, IReadOnlyList<Parameter> parameters) => config switch
    {
        SgdConfig sgd => new Sgd(parameters, sgd),
        AdamConfig or AdamWConfig => new Adam(parameters, (MomentsConfig)config),
        LambConfig lamb => new Lamb(parameters, lamb),
        _ => throw new ConfigException([$"$.train.optimizer.name: no optimizer is made from {config.GetType().Name}."]),
    };
}
