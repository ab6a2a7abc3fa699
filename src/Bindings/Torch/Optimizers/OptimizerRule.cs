using System.Runtime.InteropServices;

namespace Rossby.Torch;

/// <summary>Which step an optimizer makes, and its numbers beside rate and weight decay (rossby_flat.h).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct OptimizerRule
{
    readonly int kind;
    readonly byte nesterov, decoupled, biasCorrection, gradientAveraging, trustUndecayed, larc, clip;
    readonly double momentum, dampening, beta1, beta2, epsilon, mostNorm, eta, larcEpsilon;

    OptimizerRule(
        Kinds kind, bool nesterov = false, bool decoupled = false, bool biasCorrection = false, bool gradientAveraging = false, bool trustUndecayed = false, double momentum = 0,
        double dampening = 0, double beta1 = 0, double beta2 = 0, double epsilon = 0, double mostNorm = 0)
    {
        this.kind = (int)kind;
        (this.nesterov, this.decoupled, this.biasCorrection) = (Byte(nesterov), Byte(decoupled), Byte(biasCorrection));
        (this.gradientAveraging, this.trustUndecayed) = (Byte(gradientAveraging), Byte(trustUndecayed));
        (this.momentum, this.dampening, this.beta1, this.beta2, this.epsilon, this.mostNorm) = (momentum, dampening, beta1, beta2, epsilon, mostNorm);
    }

    /// <summary>The same with a rate for each tensor, as apex.parallel.LARC has it.</summary>
    OptimizerRule(OptimizerRule of, double eta, double epsilon, bool clip)
    {
        this = of;
        (larc, this.clip, this.eta, larcEpsilon) = (1, Byte(clip), eta, epsilon);
    }

    enum Kinds
    {
        Sgd,
        Adam,
        Lamb,
    }

    /// <summary>How many tensors of a parameter's shape are kept for it.</summary>
    public int Kept => kind != (int)Kinds.Sgd ? 2 : momentum == 0 ? 0 : 1;

    /// <summary>Gradient descent as torch.optim.SGD makes it; weight decay is part of the gradient.</summary>
    /// <param name="momentum">Share of the last direction.</param>
    /// <param name="dampening">What the gradient's share in the direction lacks.</param>
    /// <param name="nesterov">Whether the gradient is taken ahead of the momentum.</param>
    public static OptimizerRule Sgd(double momentum, double dampening = 0, bool nesterov = false) => new(Kinds.Sgd, nesterov, momentum: momentum, dampening: dampening);

    /// <summary>Adam as torch.optim.Adam makes it, or AdamW as torch.optim.AdamW.</summary>
    /// <param name="beta1">Of the mean.</param>
    /// <param name="beta2">Of the variance.</param>
    /// <param name="epsilon">Added to the root of the variance.</param>
    /// <param name="decoupled">Whether weight decay is no part of the gradient.</param>
    public static OptimizerRule Adam(double beta1, double beta2, double epsilon, bool decoupled) => new(Kinds.Adam, decoupled: decoupled, beta1: beta1, beta2: beta2, epsilon: epsilon);

    /// <summary>LAMB as apex.optimizers.FusedLAMB makes it.</summary>
    /// <param name="beta1">Of the mean.</param>
    /// <param name="beta2">Of the variance.</param>
    /// <param name="epsilon">Added to the root of the variance.</param>
    /// <param name="decoupled">Whether weight decay is no part of the gradient.</param>
    /// <param name="mostNorm">All gradients together are scaled to at most this norm; 0 does not.</param>
    /// <param name="biasCorrection">Whether the moments of the first steps are enlarged.</param>
    /// <param name="gradientAveraging">Whether the gradient enters the mean by 1 - beta1, else whole.</param>
    /// <param name="trustUndecayed">Whether tensors without weight decay are scaled to their norm too.</param>
    public static OptimizerRule Lamb(
        double beta1, double beta2, double epsilon, bool decoupled, double mostNorm = 1, bool biasCorrection = true, bool gradientAveraging = true, bool trustUndecayed = false) =>
        new(Kinds.Lamb, false, decoupled, biasCorrection, gradientAveraging, trustUndecayed, beta1: beta1, beta2: beta2, epsilon: epsilon, mostNorm: mostNorm);

    /// <summary>The same with a rate for each tensor: eta |p| / (|g| + decay |p| + epsilon), as apex.parallel.LARC has it.</summary>
    /// <param name="eta">Trust.</param>
    /// <param name="epsilon">Keeps the ratio finite.</param>
    /// <param name="clip">Whether that is the most, beside the optimizer's rate, or a factor of it.</param>
    public OptimizerRule WithLarc(double eta, double epsilon, bool clip) => new(this, eta, epsilon, clip);

    static byte Byte(bool value) => value ? (byte)1 : (byte)0;
}
