namespace Rossby.Torch;

/// <summary>The numbers of AdamW (Loshchilov and Hutter 2019, algorithm 2); defaults are PyTorch's.</summary>
/// <param name="LearningRate">The step size.</param>
/// <param name="Beta1">Decay of the mean gradient, in [0, 1).</param>
/// <param name="Beta2">Decay of the mean squared gradient, in [0, 1).</param>
/// <param name="Epsilon">Added to the root of the squared gradient.</param>
/// <param name="WeightDecay">Share of each weight taken off per unit of learning rate.</param>
public readonly record struct AdamWOptions(double LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double WeightDecay = 0.01);
