using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Makes the optimizer that the config chooses.</summary>
public static class Optimizer
{
    /// <summary>The optimizer over those parameters, and its peak learning rate.</summary>
    public static (IOptimizer Optimizer, double PeakLearningRate) Create(OptimizerConfig config, IReadOnlyList<Parameter> parameters) => config switch
    {
        AdamWConfig adamW => (new AdamW(parameters, adamW), adamW.LearningRate),
        _ => throw new ConfigException([$"$.train.optimizer.name: no optimizer is made from {config.GetType().Name}."]),
    };
}
