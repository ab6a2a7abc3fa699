namespace Rossby.Torch;

/// <summary>Rates for each tensor by the norms of weights and gradient, under any optimizer (LARS: You et al. 2017; as apex.parallel.LARC).</summary>
/// <param name="Eta">The share of a tensor's norm that a step moves it by.</param>
/// <param name="Epsilon">Added to the gradient's norm.</param>
/// <param name="Clip">Whether the tensor's rate replaces the learning rate only where it is smaller; else it multiplies the learning rate.</param>
// The layout is rt_larc's.
public readonly record struct LarcOptions(double Eta, double Epsilon = 1e-8, bool Clip = true);
