namespace Rossby.Torch;

// Gradients of one tensor.
public sealed unsafe partial class Tensor
{
    /// <summary>Whether operations on it are recorded.</summary>
    public bool RequiresGrad
    {
        get
        {
            TorchException.Check(Shim.rt_requires_grad(Handle, out int on), "requires_grad", this);
            return on != 0;
        }
    }

    /// <summary>Has operations on it recorded, or not; only for a tensor that no operation made. Returns it.</summary>
    public Tensor SetRequiresGrad(bool on = true)
    {
        TorchException.Check(Shim.rt_set_requires_grad(Handle, on ? 1 : 0), "requires_grad", this);
        return this;
    }

    /// <summary>The same values, through which no gradient flows.</summary>
    public Tensor Detach() => Result(Shim.rt_detach(Handle, out nint r), r, "detach", this);

    /// <summary>Adds this scalar's gradient to every parameter and leaf that it depends on, and frees the recording.</summary>
    /// <param name="gradient">The gradient of something else with respect to this tensor, of its shape; needed when it is no scalar.</param>
    public void Backward(Tensor? gradient = null)
    {
        int status = Shim.rt_backward(Handle, OrNull(gradient));
        NativeCallback.ThrowIfFailed();
        TorchException.Check(status, "backward", this, gradient);
    }

    /// <summary>What <see cref="Backward"/> left in a leaf; null before it.</summary>
    public Tensor? Gradient
    {
        get
        {
            int status = Shim.rt_gradient(Handle, out nint r);
            return status == 0 && r == 0 ? null : Result(status, r, "gradient", this);
        }
    }
}
