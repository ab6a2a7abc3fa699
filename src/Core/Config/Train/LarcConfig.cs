using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Rates for each tensor by the norms of its weights and gradient, under any optimizer (LARS: You et al. 2017; as apex.parallel.LARC).</summary>
public sealed record LarcConfig
{
    /// <summary>Whether and how the rate of a tensor, eta |w| / (|g| + weightDecay |w| + epsilon), is used.</summary>
    [Description("off; clip: a tensor's rate, eta |w| / (|g| + weightDecay |w| + epsilon), replaces the learning rate where it is smaller; scale: it multiplies the learning rate. Weight decay is then part of the gradient.")]
    public LarcMode Mode { get; init; } = LarcMode.Off;

    /// <summary>The share of a tensor's norm that a step moves it by.</summary>
    [Description("The share of a tensor's norm that a step of plain gradient descent moves it by."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Eta { get; init; } = 0.002;

    /// <summary>Added to the norm of the gradient.</summary>
    [Description("Added to the norm of the gradient."), Range(0.0, 1.0)]
    public double Epsilon { get; init; } = 1e-8;
}
