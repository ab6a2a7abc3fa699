using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).</summary>
public sealed record AdamWConfig : OptimizerConfig
{
    /// <summary>Peak learning rate.</summary>
    [Description("Peak learning rate."), Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the first moment.</summary>
    [Description("Decay of the first moment."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    [Description("Decay of the second moment."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment; DeepCAM's rules fix 1e-6.</summary>
    [Description("Added to the root of the second moment; DeepCAM's rules fix 1e-6."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Decoupled weight decay; not applied to norms and biases.</summary>
    [Description("Decoupled weight decay; not applied to norms and biases."), Range(0.0, 10.0)]
    public double WeightDecay { get; init; } = 0.01;
}
