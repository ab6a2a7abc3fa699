using Rossby.Torch;

namespace Rossby.Models;

/// <summary>
/// (x - mean) / sqrt(variance + epsilon) per channel of [B, channels, H, W], then weight and bias (Ioffe and Szegedy 2015). While the store is in
/// training the moments are the batch's and the running ones follow, the variance by its unbiased estimate; else the running ones are used. Defaults are PyTorch's.
/// One value a channel (a pooled map of one sample) has no such estimate, and PyTorch refuses it: here the running variance stays as it is.
/// Where the store says so the batch is that of several ranks, as in PyTorch's SyncBatchNorm.
/// </summary>
/// <param name="p">Names <c>weight</c>, <c>bias</c>, <c>running_mean</c>, <c>running_var</c> [channels] and <c>num_batches_tracked</c>.</param>
/// <param name="channels">Channels of the input.</param>
/// <param name="epsilon">Added to the variance.</param>
/// <param name="momentum">Share of the new batch in the running moments.</param>
/// <param name="relu">Whether negative values become 0 behind it.</param>
public sealed class BatchNorm2d(ParameterPath p, int channels, double epsilon = 1e-5, double momentum = 0.1, bool relu = false) : Module
{
    readonly Parameter weight = p.Weight("weight", [channels], new Constant(1));
    readonly Parameter bias = p.Weight("bias", [channels], new Constant(0));
    readonly Parameter mean = p.Buffer("running_mean", [channels], 0);
    readonly Parameter variance = p.Buffer("running_var", [channels], 1);
    readonly Parameter batches = p.Counter("num_batches_tracked");

    /// <summary>The norm of x, and something of its shape added ahead of the activation.</summary>
    public Tensor CallAdding(Tensor x, Tensor added)
    {
        using var scope = TensorScope.Begin();
        return scope.Return(Normalise(x, added, null));
    }

    /// <summary>The norm of x, and a learned slope for its negative values.</summary>
    public Tensor Call(Tensor x, PRelu activation)
    {
        using var scope = TensorScope.Begin();
        var y = Normalise(x, null, activation);
        activation.Met(y, []);
        return scope.Return(y);
    }

    /// <summary>The norm by the running moments as a factor and a shift per channel, for a layer that it becomes part of.</summary>
    internal PackedTail Tail(bool adds)
    {
        using var noGrad = Autograd.NoGrad();
        var scale = weight.Value * (variance.Value + epsilon).Pow(-0.5);
        return new(scale, bias.Value - mean.Value * scale, relu, adds);
    }

    /// <inheritdoc/>
    protected override Tensor Forward(Tensor x) => Normalise(x, null, null);

    Tensor Normalise(Tensor x, Tensor? added, PRelu? prelu)
    {
        bool moves = p.Store is { Training: true, MovesStatistics: true };
        if (moves) batches.Value.AddInPlace(1);
        var across = p.Store.Training ? p.Store.NormsAcross : null;
        bool single = p.Store.Training && across is null && x.Shape is [1, _, 1, 1], given = !p.Store.Training || (moves && !single);
        var y = x.BatchNorm(
            weight.Value, bias.Value, given ? mean.Value : null, given ? variance.Value : null, p.Store.Training, momentum, epsilon,
            added, prelu is not null ? Activation.PRelu : relu ? Activation.Relu : Activation.None, prelu?.Slope, across);
        if (single && moves) MoveMean(x);
        p.Store.Walk?.Met(p, "batch norm", y, added is null ? [x] : [x, added]);
        return y;
    }

    void MoveMean(Tensor x)
    {
        using var noGrad = Autograd.NoGrad();
        mean.Value.MultiplyInPlace(1 - momentum).AddInPlace(x.View(channels), momentum);
    }
}
