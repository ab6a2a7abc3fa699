using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Adam and what follows from it: steps by running means of the gradient and of its square.</summary>
public abstract record MomentsConfig : OptimizerConfig
{
    /// <summary>Decay of the first moment.</summary>
    [Description("Decay of the first moment."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    [Description("Decay of the second moment."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment; DeepCAM's rules fix 1e-6.</summary>
    [Description("Added to the root of the second moment; DeepCAM's rules fix 1e-6."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;
}
