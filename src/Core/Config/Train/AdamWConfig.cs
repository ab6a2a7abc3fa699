using System.ComponentModel;

namespace Rossby.Core;

/// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2).</summary>
public sealed record AdamWConfig : OptimizerConfig
{
    /// <summary>Peak learning rate.</summary>
    [Description("Peak learning rate (0, 10].")]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Decay of the first moment.</summary>
    [Description("Decay of the first moment [0, 1).")]
    public double Beta1 { get; init; } = 0.9;

    /// <summary>Decay of the second moment.</summary>
    [Description("Decay of the second moment [0, 1).")]
    public double Beta2 { get; init; } = 0.999;

    /// <summary>Added to the root of the second moment; DeepCAM's rules fix 1e-6.</summary>
    [Description("Added to the root of the second moment (0, 1]; DeepCAM's rules fix 1e-6.")]
    public double Epsilon { get; init; } = 1e-6;

    /// <summary>Decoupled weight decay; not applied to norms and biases.</summary>
    [Description("Decoupled weight decay [0, 10]; not applied to norms and biases.")]
    public double WeightDecay { get; init; } = 0.01;
}
