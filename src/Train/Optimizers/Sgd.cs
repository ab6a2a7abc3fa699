using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Gradient descent with momentum.</summary>
/// <param name="parameters">The trainable parameters, in the order of the checkpoint.</param>
/// <param name="config">Its numbers.</param>
public sealed class Sgd(IReadOnlyList<Parameter> parameters, SgdConfig config)
    : ListOptimizer(parameters, config, config.Momentum == 0 ? [] : ["momentum_buffer"])
{
    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <inheritdoc/>
    public override void Step(double learningRate, long step) => OptimizerSteps.Sgd(Parameters, Momentum, WeightDecay, Options(learningRate), Larc, step);

    /// <inheritdoc/>
    public override void StepAsTold(ToldStep told) => ToldSteps.Sgd(Parameters, Momentum, WeightDecay, Options(0), Larc, told);

    IReadOnlyList<OwnedTensor> Momentum => config.Momentum == 0 ? [] : Kept(0);

    SgdOptions Options(double learningRate) => new(learningRate, config.Momentum, config.Dampening, config.Nesterov);
}
