namespace Rossby.Torch;

// Operations that write into this tensor, and return it. Autograd refuses one that would destroy what a gradient needs.
public sealed unsafe partial class Tensor
{
    /// <summary>this += b x scale.</summary>
    public Tensor AddInPlace(Tensor b, double scale = 1) => Done(Shim.rt_add_(Handle, b.Handle, scale), "add_", b);

    /// <summary>this += b.</summary>
    public Tensor AddInPlace(double b) => Done(Shim.rt_add_scalar_(Handle, b), "add_");

    /// <summary>this *= b.</summary>
    public Tensor MultiplyInPlace(Tensor b) => Done(Shim.rt_mul_(Handle, b.Handle), "mul_", b);

    /// <summary>this *= b.</summary>
    public Tensor MultiplyInPlace(double b) => Done(Shim.rt_mul_scalar_(Handle, b), "mul_");

    /// <summary>Takes the values of another, converted to this type and device.</summary>
    public Tensor CopyInPlace(Tensor source) => Done(Shim.rt_copy_(Handle, source.Handle), "copy_", source);

    /// <summary>All elements become one value.</summary>
    public Tensor FillInPlace(double value) => Done(Shim.rt_fill_(Handle, value), "fill_");

    /// <summary>All elements become zero.</summary>
    public Tensor ZeroInPlace() => FillInPlace(0);

    /// <summary>max(0, this), without a second copy of the activations.</summary>
    public Tensor ReluInPlace() => Done(Shim.rt_relu_(Handle), "relu_");

    Tensor Done(int status, string operation, Tensor? other = null)
    {
        TorchException.Check(status, operation, this, other);
        return this;
    }
}
