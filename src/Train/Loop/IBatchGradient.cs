using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>How the gradient of a batch over all ranks is made.</summary>
internal interface IBatchGradient
{
    /// <summary>CRC-32C of the gradient of each shard of the last batch, over all ranks; null where there are no shards.</summary>
    IReadOnlyList<uint>? ShardHashes { get; }

    /// <summary>Whether the loss of this rank's own part of the last batch was finite.</summary>
    bool IsOwnLossFinite { get; }

    /// <summary>The gradient that the next step applies, by name, where gradients are applied a step late: a checkpoint holds it. None otherwise.</summary>
    IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending { get; }

    /// <summary>Has all that is on its way between ranks arrive, so that <see cref="Pending"/> is alike on every rank; collective, between two steps.</summary>
    void Settle();

    /// <summary>Leaves the gradient of the whole batch's loss, scaled, in the parameters, or that of the batch before, and moves the running statistics, alike on every rank.</summary>
    /// <param name="batch">This rank's part of the batch.</param>
    /// <param name="step">1 for the first step of the run.</param>
    /// <param name="scale">What the loss is multiplied by ahead of the backward pass.</param>
    /// <returns>The loss of the whole batch, not scaled.</returns>
    double Compute(PrefetchedBatch<TensorBatch> batch, long step, double scale);
}
