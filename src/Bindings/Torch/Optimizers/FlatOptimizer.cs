using Rossby.Core;

namespace Rossby.Torch;

/// <summary>
/// An optimizer whose parameters, and what it keeps for them, lie side by side in vectors, so that a step is a few passes over all of them at once: loops on
/// threads of the processor, with the same bits at any number of them, or kernels of a GPU. A parameter without gradient is left alone. Parameters are used where
/// they were laid from then on, and not moved.
/// </summary>
public sealed unsafe class FlatOptimizer : ShimHandle
{
    readonly IReadOnlyList<Parameter> parameters;
    readonly OptimizerRule rule;

    /// <summary>Lays them side by side; what is kept is zero at first.</summary>
    /// <param name="parameters">Of float32, or in main memory float64; all of one type, on one device.</param>
    /// <param name="weightDecay">One per parameter.</param>
    /// <param name="rule">The step.</param>
    /// <exception cref="TorchException">The shim has no kernels for the device.</exception>
    public FlatOptimizer(IReadOnlyList<Parameter> parameters, ReadOnlySpan<double> weightDecay, OptimizerRule rule)
    {
        if (weightDecay.Length != parameters.Count) throw new ArgumentException("One weight decay per parameter is needed.", nameof(weightDecay));
        (this.parameters, this.rule) = (parameters, rule);
        var list = new ParameterHandles(parameters);
        fixed (nint* p = list.Handles)
        fixed (double* d = weightDecay)
        {
            TorchException.Check(Shim.rt_optimizer_new(p, parameters.Count, d, rule.Kept, out nint result), "optimizer");
            SetHandle(result);
        }
        // Where the parameters were lies between what the network keeps, in pieces into which no map fits.
        Libc.ReleaseFreedMemory();
    }

    /// <summary>What is kept for a parameter, of its shape and layout; whoever asks disposes it.</summary>
    /// <param name="kind">The first or the second moment, from 0.</param>
    /// <param name="parameter">Its number in the list.</param>
    public OwnedTensor State(int kind, int parameter)
    {
        TorchException.Check(Shim.rt_optimizer_state(Raw, kind, parameter, out nint result), "optimizer");
        return new(result);
    }

    /// <summary>One update.</summary>
    /// <param name="learningRate">Its rate.</param>
    /// <param name="step">1 for the first.</param>
    public void Step(double learningRate, long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        var mine = rule;
        TorchException.Check(Shim.rt_optimizer_step(Raw, &mine, learningRate, step), "optimizer");
        GC.KeepAlive(parameters);
    }

    /// <summary>One update as the device is told, of gradients that are scaled, where loss and gradients are finite; asks nothing of the device.</summary>
    public void StepAsTold(ToldStep told)
    {
        var (mine, native) = (rule, told.Native);
        TorchException.Check(Shim.rt_optimizer_step_as_told(Raw, &mine, &native), "optimizer");
        GC.KeepAlive((told, parameters));
    }

    /// <summary>How devices that are neither the processor nor CUDA's carry a step out: the address of a function (flat_step.h), for all optimizers.</summary>
    public static void LaunchElsewhere(nint launch) => TorchException.Check(Shim.rt_optimizer_launch(launch), "optimizer");

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Shim.rt_optimizer_free(handle);
        return true;
    }
}
