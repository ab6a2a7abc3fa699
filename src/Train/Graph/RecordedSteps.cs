using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Training steps whose whole work is recorded: each batch is brought to where the recorded work reads it.</summary>
internal sealed class RecordedSteps : IDisposable
{
    readonly SegmentationModel model;
    readonly BatchLoss loss;
    readonly RunContext context;
    readonly PhaseClock clock;
    readonly WholeStep whole;
    OwnedTensor? fields;
    OwnedTensor? labels;

    /// <summary>Prepares them.</summary>
    /// <param name="model">The network, on its device.</param>
    /// <param name="optimizer">Over its parameters.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="recorder">Takes the work down; it stays the caller's.</param>
    /// <param name="ranks">Sums over the ranks; null for one rank.</param>
    /// <param name="clock">Told of the time for other ranks.</param>
    /// <param name="context">The ranks and the seed.</param>
    public RecordedSteps(SegmentationModel model, ListOptimizer optimizer, BatchLoss loss, IWorkRecorder recorder, NcclSum? ranks, PhaseClock clock, RunContext context)
    {
        (this.model, this.loss, this.clock, this.context) = (model, loss, clock, context);
        whole = new(model.Parameters.Parameters, optimizer, _ => Loss(), recorder, model.Device) { Ranks = ranks };
    }

    /// <summary>Whether this rank's part of the last loss was finite.</summary>
    public bool IsOwnLossFinite => whole.IsOwnLossFinite;

    /// <summary>Makes a step, unless its loss or gradient is not finite, and waits for it.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="step">1 for the first step of the run.</param>
    /// <param name="learningRate">Its rate.</param>
    /// <param name="number">1 for the first step that was made.</param>
    /// <param name="scale">What the loss is multiplied by ahead of the backward pass.</param>
    /// <returns>The loss of the whole batch and the norm of its gradient, and whether it was made: else weights and moments are as they were.</returns>
    public (double Loss, double Norm, bool Made) Run(PrefetchedBatch<TensorBatch> batch, long step, double learningRate, long number, double scale)
    {
        int samples = batch.Samples.Count;
        model.Pass = new(context.Seed, step, [.. batch.Samples]);
        using (var scope = TensorScope.Begin())
        {
            Bring(ref fields, batch.Memory.Physical(0, samples));
            Bring(ref labels, loss.LabelsOf(batch.Memory, 0, samples));
        }
        double share = context.Communicator.Size == 1 ? 1 : loss.SharesOf(batch, [Range.EndAt(samples)], context.Communicator, clock)[0];
        whole.Run(samples, learningRate, number, scale, share);
        return whole.Ask();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        whole.Dispose();
        fields?.Dispose();
        labels?.Dispose();
    }

    Tensor Loss()
    {
        var scope = TensorScope.Current;
        return loss.Of(loss.Logits(scope.Import(fields!)), scope.Import(labels!));
    }

    // Another shape has other memory, and is recorded anew.
    static void Bring(ref OwnedTensor? to, Tensor from)
    {
        if (to is null || !to.Shape.SequenceEqual(from.Shape))
        {
            to?.Dispose();
            to = from.Clone().ToOwned();
        }
        else
        {
            TensorScope.Current.Import(to).CopyInPlace(from);
        }
    }
}
