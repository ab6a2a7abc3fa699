namespace Rossby.Torch;

/// <summary>
/// The steps of <see cref="OptimizerSteps"/> with rate, number and scale on the device, which also decides whether they are made (<see cref="ToldStep"/>).
/// Gradients stay scaled. Results differ from the others' in their last bits.
/// </summary>
public static unsafe class ToldSteps
{
    /// <summary>A step of gradient descent.</summary>
    /// <inheritdoc cref="OptimizerSteps.Sgd"/>
    public static void Sgd(IReadOnlyList<Parameter> parameters, IReadOnlyList<OwnedTensor> momentum, ReadOnlySpan<double> weightDecay, SgdOptions options, LarcOptions? larc, ToldStep told)
    {
        nint[] state = OptimizerSteps.Handles(parameters, momentum, options.Momentum == 0 ? 0 : parameters.Count, weightDecay);
        var adaptive = larc.GetValueOrDefault();
        var list = new ParameterHandles(parameters);
        var native = told.Native;
        fixed (nint* p = list.Handles, m = state)
        fixed (double* d = weightDecay)
            TorchException.Check(Shim.rt_judged_sgd_step(p, m, d, parameters.Count, &options, larc is null ? null : &adaptive, &native), "sgd");
        GC.KeepAlive((parameters, momentum, told));
    }

    /// <summary>A step of Adam or AdamW.</summary>
    /// <inheritdoc cref="OptimizerSteps.Adam"/>
    public static void Adam(
        IReadOnlyList<Parameter> parameters, IReadOnlyList<OwnedTensor> mean, IReadOnlyList<OwnedTensor> variance, ReadOnlySpan<double> weightDecay, AdamOptions options,
        LarcOptions? larc, ToldStep told)
    {
        nint[] first = OptimizerSteps.Handles(parameters, mean, parameters.Count, weightDecay), second = OptimizerSteps.Handles(parameters, variance, parameters.Count, weightDecay);
        var adaptive = larc.GetValueOrDefault();
        var list = new ParameterHandles(parameters);
        var native = told.Native;
        fixed (nint* p = list.Handles, m = first, v = second)
        fixed (double* d = weightDecay)
            TorchException.Check(Shim.rt_judged_adam_step(p, m, v, d, parameters.Count, &options, larc is null ? null : &adaptive, &native), "adam");
        GC.KeepAlive((parameters, mean, variance, told));
    }

    /// <summary>A step of LAMB.</summary>
    /// <inheritdoc cref="OptimizerSteps.Lamb"/>
    public static void Lamb(
        IReadOnlyList<Parameter> parameters, IReadOnlyList<OwnedTensor> mean, IReadOnlyList<OwnedTensor> variance, ReadOnlySpan<double> weightDecay, AdamOptions options,
        LambOptions lamb, LarcOptions? larc, ToldStep told)
    {
        nint[] first = OptimizerSteps.Handles(parameters, mean, parameters.Count, weightDecay), second = OptimizerSteps.Handles(parameters, variance, parameters.Count, weightDecay);
        var adaptive = larc.GetValueOrDefault();
        var list = new ParameterHandles(parameters);
        var native = told.Native;
        fixed (nint* p = list.Handles, m = first, v = second)
        fixed (double* d = weightDecay)
            TorchException.Check(Shim.rt_judged_lamb_step(p, m, v, d, parameters.Count, &options, &lamb, larc is null ? null : &adaptive, &native), "lamb");
        GC.KeepAlive((parameters, mean, variance, told));
    }
}
