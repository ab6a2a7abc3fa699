using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// A whole training step as work that asks nothing of the device and can be recorded: forward pass, loss, backward pass, the judgement whether all is finite, and
/// the update, which leaves weights and moments as they are where it is not. Rate, number of the step and scale of the loss lie on the device.
/// </summary>
public sealed class WholeStep : IDisposable
{
    readonly ListOptimizer optimizer;
    readonly IReadOnlyList<Parameter> trained;
    readonly ToldStep told;
    readonly RepeatedWork<long> work;

    /// <summary>Prepares the step.</summary>
    /// <param name="trained">What is trained, in the optimizer's order.</param>
    /// <param name="optimizer">Updates it.</param>
    /// <param name="loss">The loss, of the current scope, of a batch of so many samples that lies where it lay the time before.</param>
    /// <param name="recorder">Takes the work down; it stays the caller's.</param>
    /// <param name="device">Where all lies.</param>
    public WholeStep(IReadOnlyList<Parameter> trained, ListOptimizer optimizer, Func<long, Tensor> loss, IWorkRecorder recorder, Device device)
    {
        (this.trained, this.optimizer) = (trained, optimizer);
        told = new(device);
        work = new(samples => Work(loss, samples), recorder);
    }

    /// <summary>Sums gradients and loss over ranks between backward pass and judgement, so that all judge alike; null for one rank's own.</summary>
    internal NcclSum? Ranks { get; init; }

    /// <summary>How often the work was taken down.</summary>
    public int Recordings => work.Recordings;

    /// <summary>Has the device make a step; the caller does not wait.</summary>
    /// <param name="samples">Samples of the batch: another number is another shape.</param>
    /// <param name="learningRate">The rate of this step.</param>
    /// <param name="step">1 for the first; steps that were not made do not count.</param>
    /// <param name="lossScale">What the loss is multiplied by ahead of the backward pass.</param>
    /// <param name="lossShare">This rank's share of the loss of all ranks.</param>
    public void Run(long samples, double learningRate, long step, double lossScale, double lossShare = 1)
    {
        told.Tell(learningRate, step, lossScale, lossShare);
        work.Run(samples);
    }

    /// <summary>Waits for the step.</summary>
    /// <returns>Its loss over all ranks and the norm of its gradient, neither scaled, and whether it was made.</returns>
    public (double Loss, double Norm, bool Made) Ask()
    {
        Ranks?.Await();
        return told.Ask();
    }

    /// <summary>Whether this rank's share of the last loss was finite; waits for the step.</summary>
    public bool IsOwnLossFinite => told.IsOwnLossFinite;

    /// <inheritdoc/>
    public void Dispose()
    {
        work.Dispose();
        told.Dispose();
    }

    void Work(Func<long, Tensor> loss, long samples)
    {
        Autograd.ClearGradients(trained);
        using var scope = TensorScope.Begin();
        var mine = told.Scaled(loss(samples));
        Ranks?.BeginLastBackward();
        try
        {
            mine.Backward();
        }
        catch
        {
            Ranks?.Abandon();
            throw;
        }
        Ranks?.Join(told.Loss);
        foreach (var p in trained)
        {
            if (p.Gradient is null) p.SetGradient(Tensor.Zeros([.. p.Shape], device: p.Value.Device));
        }
        optimizer.StepAsTold(told);
    }
}
