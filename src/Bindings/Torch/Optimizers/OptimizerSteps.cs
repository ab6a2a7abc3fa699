namespace Rossby.Torch;

/// <summary>One optimizer step over a whole list of parameters in one native call, with the gradients that backward left.</summary>
public static unsafe class OptimizerSteps
{
    /// <summary>
    /// A step of AdamW as torch.optim.AdamW makes it: decay, moments, bias correction. A parameter without gradient is left alone.
    /// On the CPU one pass over each tensor, the same bits at any number of threads.
    /// </summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="mean">First moments, one per parameter and of its shape, zero at first.</param>
    /// <param name="variance">Second moments, likewise.</param>
    /// <param name="options">Rates.</param>
    /// <param name="step">1 for the first step.</param>
    public static void AdamW(IReadOnlyList<Parameter> parameters, IReadOnlyList<OwnedTensor> mean, IReadOnlyList<OwnedTensor> variance, AdamWOptions options, long step)
    {
        if (mean.Count != parameters.Count || variance.Count != parameters.Count) throw new ArgumentException("One pair of moments per parameter is needed.");
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        int n = parameters.Count;
        var handles = new nint[3 * n];
        for (int i = 0; i < n; i++) (handles[i], handles[n + i], handles[2 * n + i]) = (parameters[i].Raw, mean[i].Raw, variance[i].Raw);
        fixed (nint* p = handles)
            TorchException.Check(
                Shim.rt_adamw_step(p, p + n, p + 2 * n, n, options.LearningRate, options.Beta1, options.Beta2, options.Epsilon, options.WeightDecay, step), "adamw");
        GC.KeepAlive((parameters, mean, variance));
    }
}
