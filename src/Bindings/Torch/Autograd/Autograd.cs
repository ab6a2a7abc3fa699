namespace Rossby.Torch;

/// <summary>Recording of operations, and gradients over lists of parameters.</summary>
public static unsafe class Autograd
{
    /// <summary>No operation is recorded until the result is disposed.</summary>
    /// <example><code>using var noGrad = Autograd.NoGrad();</code></example>
    public static NoGradScope NoGrad()
    {
        TorchException.Check(Shim.rt_set_grad_mode(0, out int previous), "no_grad");
        return new NoGradScope(previous);
    }

    /// <summary>Whether operations of this thread are recorded.</summary>
    public static bool IsRecording
    {
        get
        {
            TorchException.Check(Shim.rt_grad_mode(out int on), "grad mode");
            return on != 0;
        }
    }

    /// <summary>Drops the gradients of all: the next backward pass starts from nothing.</summary>
    public static void ClearGradients(IReadOnlyList<Parameter> parameters)
    {
        var list = new ParameterHandles(parameters);
        fixed (nint* p = list.Handles) TorchException.Check(Shim.rt_clear_gradients(p, parameters.Count), "clear gradients");
        GC.KeepAlive(parameters);
    }

    /// <summary>The square root of the sum of squares of all gradients, summed in double in a fixed order.</summary>
    public static double GradientNorm(IReadOnlyList<Parameter> parameters)
    {
        var list = new ParameterHandles(parameters);
        double norm;
        fixed (nint* p = list.Handles) TorchException.Check(Shim.rt_gradient_norm(p, parameters.Count, out norm), "gradient norm");
        GC.KeepAlive(parameters);
        return norm;
    }

    /// <summary>Multiplies all gradients, as clipping to a norm does.</summary>
    public static void ScaleGradients(IReadOnlyList<Parameter> parameters, double factor)
    {
        var list = new ParameterHandles(parameters);
        fixed (nint* p = list.Handles) TorchException.Check(Shim.rt_scale_gradients(p, parameters.Count, factor), "scale gradients");
        GC.KeepAlive(parameters);
    }

    /// <summary>The gradients of a scalar with respect to some tensors, without touching any leaf's own.</summary>
    public static Tensor[] GradientsOf(Tensor output, params ReadOnlySpan<Tensor> inputs)
    {
        nint* handles = stackalloc nint[inputs.Length];
        nint* results = stackalloc nint[inputs.Length];
        for (int i = 0; i < inputs.Length; i++) handles[i] = inputs[i].Handle;
        int status = Shim.rt_gradients_of(output.Handle, handles, inputs.Length, results);
        NativeCallback.ThrowIfFailed();
        TorchException.Check(status, "grad", output);
        var gradients = new Tensor[inputs.Length];
        for (int i = 0; i < gradients.Length; i++) gradients[i] = Tensor.Result(0, results[i], "grad");
        return gradients;
    }
}
