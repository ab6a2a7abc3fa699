using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Stochastic gradient descent with momentum, as torch.optim.SGD.</summary>
public sealed record SgdConfig : OptimizerConfig
{
    /// <summary>Share of the last step's direction that is kept.</summary>
    [Description("Share of the last step's direction that is kept."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Share of the gradient that does not enter the momentum, from the second step on.</summary>
    [Description("Share of the gradient that does not enter the momentum, from the second step on."), Range(0.0, 1.0)]
    public double Dampening { get; init; }

    /// <summary>Whether the step looks ahead along the momentum (Nesterov); needs a momentum and no dampening.</summary>
    [Description("Whether the step looks ahead along the momentum (Nesterov); needs a momentum and no dampening.")]
    public bool Nesterov { get; init; }

    /// <summary>Weight decay, part of the gradient.</summary>
    [Description("Weight decay, part of the gradient (L2)."), Range(0.0, 10.0)]
    public override double WeightDecay { get; init; }
}
