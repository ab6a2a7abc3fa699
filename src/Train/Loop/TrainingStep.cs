using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>One optimizer step: the gradient of the batch over all ranks, then the update.</summary>
internal sealed class TrainingStep(
    SegmentationModel model, IOptimizer optimizer, IBatchGradient gradient, LossScale scale, StepFaults faults, SampleReader reader, PhaseClock clock,
    ICommunicator communicator, RecordedSteps? recorded = null) : IDisposable
{
    readonly IReadOnlyList<Parameter> trained = model.Parameters.Parameters;
    readonly KeptStatistics? statistics = scale.IsDynamic || faults.Action == FaultAction.Skip ? new(model.Parameters.All) : null;

    // Of the gradient that the next step applies, where gradients come a step late.
    IReadOnlyList<int>? samplesBefore;

    /// <summary>This rank's part of a global batch: contiguous, the parts differ by one sample at most.</summary>
    public int[] Mine(int[] batch) =>
        batch[((int)((long)batch.Length * communicator.Rank / communicator.Size))..(int)((long)batch.Length * (communicator.Rank + 1) / communicator.Size)];

    /// <summary>How many samples of a global batch a rank has at most.</summary>
    public int MostSamples(int batchSize) => (batchSize + communicator.Size - 1) / communicator.Size;

    /// <summary>Updates the weights; in fp16 a batch whose gradient overflows is left out, by all ranks.</summary>
    /// <param name="batch">This rank's part of the batch.</param>
    /// <param name="step">1 for the first step of the run.</param>
    /// <param name="learningRate">The rate of this step.</param>
    /// <exception cref="RossbyException">
    /// Loss or gradient is not finite and no scale is to blame: the weights are as they were, the running statistics are not, so nothing may be saved.
    /// </exception>
    public StepResult Run(PrefetchedBatch<TensorBatch> batch, long step, double learningRate)
    {
        statistics?.Keep();
        var (value, norm, isMade) = recorded is null ? (gradient.Compute(batch, step, scale.Factor), double.NaN, false) : Recorded(recorded, batch, step, learningRate);
        using var running = clock.Enter(StepPhase.Optimizer);
        if (recorded is null) norm = Autograd.GradientNorm(trained);
        if (scale.IsDynamic && IsAnywhere(!double.IsFinite(value) || !double.IsFinite(norm)))
        {
            var error = faults.Agree(NonFiniteLoss.ExplainOverflow(value, step, batch, reader), !IsOwnLossFinite);
            // An input that is to blame overflows whatever the scale.
            bool isInput = error is DataException;
            if (isInput) faults.Spend(error);
            else if (!scale.Skip()) throw error;
            statistics!.Restore();
            return new(value, Skipped: true, isInput ? error.Message : null);
        }
        if (faults.Find(value, norm) is { } wrong)
        {
            // The loss is of this step; the gradient may be that of the step before, whose loss was finite.
            bool isLate = gradient.Pending.Count > 0 && double.IsFinite(value) && !double.IsFinite(norm);
            var mine = isLate ? NonFiniteLoss.ExplainLate(wrong, step - 1, samplesBefore, reader) : NonFiniteLoss.Explain(wrong, step, batch, reader);
            var error = faults.Agree(mine, !IsOwnLossFinite);
            faults.Spend(error);
            statistics?.Restore();
            return new(value, Skipped: true, error.Message);
        }
        faults.Took(value);
        samplesBefore = batch.Samples;
        if (scale.Factor != 1 && !isMade) Autograd.ScaleGradients(trained, 1 / scale.Factor);
        scale.Took();
        if (!isMade) optimizer.Step(learningRate, Number(step));
        return new(value, Skipped: false);
    }

    /// <summary>Has gradients that are on their way between ranks arrive: a checkpoint may be taken then. Collective.</summary>
    public void Settle() => gradient.Settle();

    public void Dispose() => statistics?.Dispose();

    // Of those that were made.
    long Number(long step) => step - scale.State.Skipped - faults.State.LeftOut;

    bool IsOwnLossFinite => recorded?.IsOwnLossFinite ?? gradient.IsOwnLossFinite;

    // All that a step is, told apart no further.
    (double Loss, double Norm, bool IsMade) Recorded(RecordedSteps steps, PrefetchedBatch<TensorBatch> batch, long step, double learningRate)
    {
        using var running = clock.Enter(StepPhase.Forward);
        return steps.Run(batch, step, learningRate, Number(step), scale.Factor);
    }

    bool IsAnywhere(bool here)
    {
        using var running = clock.Enter(StepPhase.ExposedCommunication);
        long[] ranks = [here ? 1 : 0];
        communicator.Allreduce(ranks, ReduceOperation.Max);
        return ranks[0] != 0;
    }
}
