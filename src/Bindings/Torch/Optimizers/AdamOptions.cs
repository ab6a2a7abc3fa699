namespace Rossby.Torch;

/// <summary>The numbers of Adam (Kingma and Ba 2015, algorithm 1) and of what follows from it; defaults are PyTorch's.</summary>
/// <param name="LearningRate">The step size.</param>
/// <param name="Beta1">Decay of the mean gradient, in [0, 1).</param>
/// <param name="Beta2">Decay of the mean squared gradient, in [0, 1).</param>
/// <param name="Epsilon">Added to the root of the squared gradient.</param>
/// <param name="Decoupled">Whether weight decay acts on the weights (AdamW: Loshchilov and Hutter 2019, algorithm 2), else it is part of the gradient.</param>
// The layout is rt_adam's.
public readonly record struct AdamOptions(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, bool Decoupled = true);
