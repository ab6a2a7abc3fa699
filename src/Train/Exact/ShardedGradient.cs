using System.Runtime.InteropServices;
using Rossby.Core;
using Rossby.Models;
using Rossby.Staging;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// The gradient of a batch as the pairwise sum of its shards' gradients, each made alone: the same bits on 1, 2, 4, ... ranks, and with as many shards at
/// once as there are threads. A norm normalises within a shard; its running statistics are the mean over the shards, once a step.
/// </summary>
internal sealed class ShardedGradient : IBatchGradient, IDisposable
{
    readonly SegmentationModel model;
    readonly BatchLoss loss;
    readonly ShardPlan plan;
    readonly ICommunicator communicator;
    readonly int threadsPerShard;
    readonly ulong seed;
    readonly PhaseClock clock;
    readonly FlatGradients gradients;
    readonly PairwiseTree tree;
    readonly TreeAllreduce allreduce;
    readonly ShardReplica[] replicas;

    /// <summary>Makes the replicas.</summary>
    /// <param name="model">The network.</param>
    /// <param name="another">Makes a network of the same section.</param>
    /// <param name="lossOf">The loss of a network's batches.</param>
    /// <param name="plan">The shards.</param>
    /// <param name="config">Threads of this rank, and of a shard.</param>
    /// <param name="clock">Told what the step is busy with.</param>
    /// <param name="context">The ranks and the seed.</param>
    public ShardedGradient(
        SegmentationModel model, Func<SegmentationModel> another, Func<SegmentationModel, BatchLoss> lossOf, ShardPlan plan, TrainConfig config, PhaseClock clock, RunContext context)
    {
        (this.model, this.plan, this.clock) = (model, plan, clock);
        (communicator, threadsPerShard, seed) = (context.Communicator, config.ThreadsPerShard, context.Seed);
        loss = lossOf(model);
        gradients = new(model.Parameters.All);
        (tree, allreduce) = (new(plan.Count, gradients.Length), new(communicator, gradients.Length));
        int atOnce = Math.Clamp(config.Threads!.Value / threadsPerShard, 1, plan.Count);
        replicas = new ShardReplica[atOnce];
        for (int i = 0; i < atOnce; i++) replicas[i] = new(another(), model, lossOf, context.Timeline);
    }

    /// <inheritdoc/>
    public IReadOnlyList<uint>? ShardHashes { get; private set; }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending => [];

    /// <inheritdoc/>
    public void Settle()
    {
    }

    /// <inheritdoc/>
    public bool IsOwnLossFinite { get; private set; } = true;

    /// <inheritdoc/>
    public double Compute(PrefetchedBatch<TensorBatch> batch, long step, double scale)
    {
        double[] shares = SharesOf(batch);
        double[] values = new double[plan.Shards];
        long[] hashes = new long[plan.Shards];
        int next = 0;
        long before = clock.TicksOf(StepPhase.Forward);
        using (clock.Enter(StepPhase.Forward)) SideBySide.Run(replicas.Length, threadsPerShard, MakeShards);
        // Threads beside each other are in either pass: what they took together splits the time that went by.
        var spent = replicas.Aggregate(default(PassTicks), (all, replica) => all + replica.TakeTicks());
        clock.Split(StepPhase.Forward, StepPhase.Backward, spent.BackwardShare, before);
        IsOwnLossFinite = values.All(double.IsFinite);
        using var running = clock.Enter(StepPhase.ExposedCommunication);
        float[] sum = tree.TakeSum();
        allreduce.Sum(sum);
        gradients.Write(sum, 1f / plan.Shards);
        tree.Return(sum);
        // Every place has one rank's number and zeros, so that these sums are exact; the last runs in the shards' order on every rank.
        communicator.Allreduce(hashes, ReduceOperation.Sum);
        communicator.Allreduce(values, ReduceOperation.Sum);
        ShardHashes = [.. hashes.Select(h => (uint)h)];
        return values.Sum();

        void MakeShards(int worker)
        {
            for (int i; (i = Interlocked.Increment(ref next) - 1) < plan.Count;)
            {
                int first = i * plan.SamplesPerShard;
                var pass = new TrainingPass(seed, step, [.. batch.Samples.Skip(first).Take(plan.SamplesPerShard)]);
                float[] vector = tree.Rent();
                values[plan.First + i] = replicas[worker].Run(batch.Memory, first, plan.SamplesPerShard, pass, shares[i], scale, vector);
                hashes[plan.First + i] = Crc32C.Of(MemoryMarshal.AsBytes<float>(vector));
                tree.Add(i, vector);
            }
        }
    }

    public void Dispose()
    {
        foreach (var replica in replicas) replica.Dispose();
    }

    // A mean counts by its decided cells among those of the whole batch.
    double[] SharesOf(PrefetchedBatch<TensorBatch> batch)
    {
        if (!loss.IsMeanOverCells) return [.. Enumerable.Repeat(1.0 / plan.Shards, plan.Count)];
        long[] decided = [.. Enumerable.Range(0, plan.Count).Select(i => BatchLoss.DecidedCells(batch.Memory, i * plan.SamplesPerShard, plan.SamplesPerShard))];
        long[] all = [decided.Sum()];
        using var running = clock.Enter(StepPhase.ExposedCommunication);
        communicator.Allreduce(all, ReduceOperation.Sum);
        return [.. decided.Select(d => (double)d / Math.Max(1, all[0]))];
    }
}
