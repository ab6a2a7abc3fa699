namespace Rossby.Torch;

/// <summary>The numbers of gradient descent with momentum, as torch.optim.SGD has them.</summary>
/// <param name="LearningRate">The step size.</param>
/// <param name="Momentum">Share of the last step's direction that is kept, in [0, 1).</param>
/// <param name="Dampening">Share of the gradient that does not enter the momentum, in [0, 1], from the second step on.</param>
/// <param name="Nesterov">Whether the step looks ahead along the momentum.</param>
// The layout is rt_sgd's.
public readonly record struct SgdOptions(double LearningRate, double Momentum = 0, double Dampening = 0, bool Nesterov = false);
