namespace Rossby.Torch;

/// <summary>
/// What a step is told and what it tells, as single numbers that stay where they are on a device: the work of a step that reads and writes them alone is the
/// same at every step, and nobody waits for it before its end.
/// </summary>
public sealed class ToldStep : IDisposable
{
    readonly OwnedTensor rate, number, scale, share, own, loss, norm, made;

    /// <summary>Takes memory for them.</summary>
    public ToldStep(Device device)
    {
        rate = OwnedTensor.Zeros([], ScalarType.Float64, device: device);
        number = OwnedTensor.Zeros([], ScalarType.Float64, device: device);
        scale = OwnedTensor.Zeros([], ScalarType.Float32, device: device);
        share = OwnedTensor.Zeros([], ScalarType.Float32, device: device);
        own = OwnedTensor.Zeros([], ScalarType.Float32, device: device);
        loss = OwnedTensor.Zeros([], ScalarType.Float32, device: device);
        norm = OwnedTensor.Zeros([], ScalarType.Float64, device: device);
        made = OwnedTensor.Zeros([], ScalarType.Bool, device: device);
    }

    /// <summary>Says how the next step is made.</summary>
    /// <param name="learningRate">Its rate.</param>
    /// <param name="step">1 for the first.</param>
    /// <param name="lossScale">What its loss is multiplied by ahead of the backward pass.</param>
    /// <param name="lossShare">This rank's share of the loss of all ranks.</param>
    public void Tell(double learningRate, long step, double lossScale, double lossShare = 1)
    {
        using var scope = TensorScope.Begin();
        scope.Import(rate).FillInPlace(learningRate);
        scope.Import(number).FillInPlace(step);
        scope.Import(scale).FillInPlace(lossScale);
        scope.Import(share).FillInPlace(lossShare);
    }

    /// <summary>This rank's share of the loss times the scale, whose backward pass comes next; keeps the share.</summary>
    public Tensor Scaled(Tensor value)
    {
        var scope = TensorScope.Current;
        var mine = value * scope.Import(share);
        using (Autograd.NoGrad())
        {
            scope.Import(own).CopyInPlace(mine.Detach());
            scope.Import(loss).CopyInPlace(mine.Detach());
        }
        return mine * scope.Import(scale);
    }

    /// <summary>A single float32 on the device: this rank's share of the loss, until whoever sums over ranks makes it the sum.</summary>
    public OwnedTensor Loss => loss;

    /// <summary>Whether this rank's share of the last loss was finite; waits for the step.</summary>
    public bool IsOwnLossFinite
    {
        get
        {
            using var scope = TensorScope.Begin();
            return double.IsFinite(scope.Import(own).Item());
        }
    }

    /// <summary>Waits for the step that was told last.</summary>
    /// <returns>Its loss and the norm of its gradients, neither scaled, and whether it was made.</returns>
    public (double Loss, double Norm, bool Made) Ask()
    {
        using var scope = TensorScope.Begin();
        return (scope.Import(loss).Item(), scope.Import(norm).Item() / scope.Import(scale).Item(), scope.Import(made).Item() != 0);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in new[] { rate, number, scale, share, own, loss, norm, made }) tensor.Dispose();
    }

    internal Shim.Told Native => new() { Rate = rate.Raw, Number = number.Raw, Scale = scale.Raw, Loss = loss.Raw, Norm = norm.Raw, Made = made.Raw };
}
