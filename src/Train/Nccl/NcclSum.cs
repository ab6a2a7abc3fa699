using Rossby.Core;
using Rossby.Nccl;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// Sums gradients that lie on GPUs by NCCL, each bucket in a stream of its own while the backward pass makes the gradients of the next. Running statistics go
/// first. <see cref="BeginLastBackward"/> and <see cref="Join"/> enqueue and ask nothing of the device, so that a graph can hold them.
/// </summary>
/// <remarks>To be made in the stream of the steps, where libtorch leaves the gradients from then on.</remarks>
internal sealed unsafe class NcclSum : IGradientSum
{
    // Between two looks at whether this rank ends.
    const int LooksAtDevice = 256;

    readonly ICommunicator communicator;
    readonly Device device;
    readonly BucketPlan plan;
    readonly GradientBuckets gradients;
    readonly OwnedTensor? statistics;
    readonly ReachedParameters reached;
    readonly NcclRanks ranks;
    readonly DeviceStream summing;
    readonly DeviceEvent ready;
    readonly DeviceEvent summed;
    readonly DeviceEvent done;
    readonly WireBuckets? wire;
    Task enqueuing = Task.CompletedTask;

    /// <summary>Hangs the hooks, joins the other ranks, and takes rank 0's weights; collective.</summary>
    /// <param name="communicator">The ranks, or one.</param>
    /// <param name="device">Where the gradients lie.</param>
    /// <param name="parameters">All parameters of the network, in the order of the checkpoint.</param>
    /// <param name="config">Buckets, levels, and the type of gradients on their way.</param>
    /// <param name="reached">What the backward pass must reach.</param>
    /// <param name="norms">What else is summed while a bucket fills; null for nothing.</param>
    public NcclSum(ICommunicator communicator, Device device, IReadOnlyList<Parameter> parameters, AllreduceConfig config, ReachedParameters reached, NormSums? norms = null)
    {
        (this.communicator, this.device, this.reached) = (communicator, device, reached);
        Parameter[] packed = [.. parameters.Where(p => p.Trainable).Reverse()];
        long[] elements = [.. packed.Select(GradientBuckets.RoomFor)];
        plan = new(elements, BucketPlan.SizeOf(config.BucketMiB, elements.Sum()));
        gradients = new(packed, plan.BucketOf, hooked: true);
        if (norms is not null) norms.Asked = gradients.Rouse;
        using (TensorScope.Begin())
        {
            Parameter[] moving = [.. parameters.Where(p => !p.Trainable && p.Value.DType == ScalarType.Float32)];
            statistics = moving.Length == 0 ? null : FlatParameters.Gather(moving);
        }
        device.Enter();
        ranks = new(communicator, config.Algorithm);
        (summing, ready, summed, done) = (DeviceStream.New(device), new(device), new(device), new(device));
        if (config.WireType != ElementType.Float32) wire = new(gradients, plan, config.WireType, device);
        Description = $"{ranks.Description}, as {config.WireType}, in {plan.Buckets.Count} buckets, while backward runs";
        foreach (var p in parameters) Broadcast(p);
        Await();
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KeyValuePair<string, OwnedTensor>> Pending => [];

    /// <inheritdoc/>
    public void BeginStep()
    {
    }

    /// <inheritdoc/>
    public void BeginLastBackward()
    {
        gradients.Arm();
        using (var computing = DeviceStream.Current(device)) ready.Record(computing);
        enqueuing = Beside(EnqueueAll);
    }

    /// <inheritdoc/>
    public void Abandon() => gradients.Abandon();

    /// <inheritdoc/>
    public void Finish()
    {
        Join();
        Await();
    }

    /// <summary>What is enqueued after it finds the sums; the caller does not wait for them.</summary>
    /// <param name="loss">This rank's part of the loss, a single float32 on the device, that becomes the sum over the ranks; null for none.</param>
    /// <exception cref="InvalidOperationException">A parameter has no gradient, and its network does not declare it.</exception>
    public void Join(OwnedTensor? loss = null)
    {
        var unreached = gradients.Complete();
        enqueuing.GetAwaiter().GetResult();
        if (loss is not null) ranks.Sum(loss.Address, 1, NcclType.Float32, summing.Native);
        summed.Record(summing);
        using (var computing = DeviceStream.Current(device)) computing.WaitFor(summed);
        reached.Require(unreached);
    }

    /// <summary>Waits until the device has come to where it stands, while an eye is kept on what NCCL reports: a rank that is lost would be waited for without end.</summary>
    /// <exception cref="NcclException">A rank, its GPU or the network failed.</exception>
    public void Await()
    {
        using (var computing = DeviceStream.Current(device)) done.Record(computing);
        // There, so that this rank counts as one that waits for others.
        Beside(pause =>
        {
            device.Enter();
            for (int look = 1; ; look++)
            {
                bool isDone = done.IsDone;
                ranks.ThrowIfFailed();
                if (isDone) break;
                if (look % LooksAtDevice == 0) pause();
                else Thread.Yield();
            }
        }).GetAwaiter().GetResult();
        ranks.Settled();
    }

    /// <inheritdoc/>
    public void Settle()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A rank that fails in the middle of a step does not wait for the others, and ends: the memory that they may still ask for stays.
        if (!enqueuing.IsCompleted) return;
        ranks.Dispose();
        summing.Synchronize();
        wire?.Dispose();
        foreach (var one in (IDisposable[])[summed, ready, done, summing]) one.Dispose();
        gradients.Dispose();
        statistics?.Dispose();
    }

    void EnqueueAll(Action pause)
    {
        device.Enter();
        using var entered = summing.Enter();
        nint stream = summing.Native;
        // The forward pass has left the statistics, and the optimizer the last step's gradients.
        summing.WaitFor(ready);
        if (statistics is not null) ranks.Mean(statistics.Address, statistics.Shape[0], stream);
        nint first = (nint)gradients.Values;
        BucketOrder.Each(gradients, plan.Buckets.Count, communicator.Pulse, pause, b =>
        {
            gradients.Follow(b, summing);
            var (start, length) = plan.Buckets[b];
            if (wire is null) ranks.Sum(first + (nint)(start * sizeof(float)), length, NcclType.Float32, stream);
            else wire.Sum(b, ranks, stream);
        });
    }

    // Of whatever type, as it lies in memory.
    void Broadcast(Parameter parameter)
    {
        using var scope = TensorScope.Begin();
        using var values = parameter.Value.Detach().ToOwned();
        using var computing = DeviceStream.Current(device);
        ranks.Broadcast(values.Address, parameter.NumberOfElements * parameter.Value.DType.ByteSize(), computing.Native);
    }

    // On the communication thread where there is one.
    Task Beside(Action<Action> work) => communicator.Size > 1
        ? communicator.Start(link => work(() =>
        {
            var patience = default(Patience);
            link.Pause(ref patience);
        }))
        : Task.Factory.StartNew(() => work(() => Thread.Yield()), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
