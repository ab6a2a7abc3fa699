namespace Rossby.Torch;

/// <summary>
/// One optimizer step over a whole list of parameters in one native call, with the gradients that backward left. A parameter without gradient is left
/// alone. The same bits at any number of threads. State tensors, one per parameter and of its shape, type and layout, are zero at first.
/// </summary>
public static unsafe class OptimizerSteps
{
    /// <summary>A step of gradient descent as torch.optim.SGD makes it.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="momentum">The momentum; empty where it is 0.</param>
    /// <param name="weightDecay">One per parameter, part of its gradient.</param>
    /// <param name="options">Rates.</param>
    /// <param name="larc">Rates per tensor; null without.</param>
    /// <param name="step">1 for the first step.</param>
    public static void Sgd(
        IReadOnlyList<Parameter> parameters, IReadOnlyList<OwnedTensor> momentum, ReadOnlySpan<double> weightDecay, SgdOptions options, LarcOptions? larc, long step)
    {
        nint[] state = Handles(parameters, momentum, options.Momentum == 0 ? 0 : parameters.Count, weightDecay);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        var adaptive = larc.GetValueOrDefault();
        var list = new ParameterHandles(parameters);
        fixed (nint* p = list.Handles, m = state)
        fixed (double* d = weightDecay)
            TorchException.Check(Shim.rt_sgd_step(p, m, d, parameters.Count, &options, larc is null ? null : &adaptive, step), "sgd");
        GC.KeepAlive((parameters, momentum));
    }

    /// <summary>A step of Adam or AdamW as torch.optim.Adam and torch.optim.AdamW make it.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="mean">First moments.</param>
    /// <param name="variance">Second moments.</param>
    /// <param name="weightDecay">One per parameter.</param>
    /// <param name="options">Rates.</param>
    /// <param name="larc">Rates per tensor; null without.</param>
    /// <param name="step">1 for the first step.</param>
    public static void Adam(
        IReadOnlyList<Parameter> parameters, IReadOnlyList<OwnedTensor> mean, IReadOnlyList<OwnedTensor> variance, ReadOnlySpan<double> weightDecay, AdamOptions options,
        LarcOptions? larc, long step)
    {
        nint[] first = Handles(parameters, mean, parameters.Count, weightDecay), second = Handles(parameters, variance, parameters.Count, weightDecay);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        var adaptive = larc.GetValueOrDefault();
        var list = new ParameterHandles(parameters);
        fixed (nint* p = list.Handles, m = first, v = second)
        fixed (double* d = weightDecay)
            TorchException.Check(Shim.rt_adam_step(p, m, v, d, parameters.Count, &options, larc is null ? null : &adaptive, step), "adam");
        GC.KeepAlive((parameters, mean, variance));
    }

    /// <summary>A step of LAMB as apex.optimizers.FusedLAMB makes it.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="mean">First moments.</param>
    /// <param name="variance">Second moments.</param>
    /// <param name="weightDecay">One per parameter.</param>
    /// <param name="options">Rates of the moments.</param>
    /// <param name="lamb">Clipping and trust.</param>
    /// <param name="larc">Rates per tensor; null without.</param>
    /// <param name="step">1 for the first step.</param>
    public static void Lamb(
        IReadOnlyList<Parameter> parameters, IReadOnlyList<OwnedTensor> mean, IReadOnlyList<OwnedTensor> variance, ReadOnlySpan<double> weightDecay, AdamOptions options,
        LambOptions lamb, LarcOptions? larc, long step)
    {
        nint[] first = Handles(parameters, mean, parameters.Count, weightDecay), second = Handles(parameters, variance, parameters.Count, weightDecay);
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        var adaptive = larc.GetValueOrDefault();
        var list = new ParameterHandles(parameters);
        fixed (nint* p = list.Handles, m = first, v = second)
        fixed (double* d = weightDecay)
            TorchException.Check(Shim.rt_lamb_step(p, m, v, d, parameters.Count, &options, &lamb, larc is null ? null : &adaptive, step), "lamb");
        GC.KeepAlive((parameters, mean, variance));
    }

    internal static nint[] Handles(IReadOnlyList<Parameter> parameters, IReadOnlyList<OwnedTensor> state, int count, ReadOnlySpan<double> weightDecay)
    {
        if (state.Count != count) throw new ArgumentException($"{count} tensors of state are needed, one per parameter, got {state.Count}.", nameof(state));
        if (weightDecay.Length != parameters.Count) throw new ArgumentException("One weight decay per parameter is needed.", nameof(weightDecay));
        nint[] handles = new nint[state.Count];
        for (int i = 0; i < handles.Length; i++) handles[i] = state[i].Raw;
        return handles;
    }
}
