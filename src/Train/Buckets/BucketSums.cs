using System.Diagnostics;
using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>
/// The gradients of a network in buckets, in reverse order of construction, which is about the order in which a backward pass makes them; and their sums
/// over the ranks on the communication thread, strictly one bucket after another as each is full, whatever the order in which they fill on a rank.
/// </summary>
internal sealed unsafe class BucketSums : IDisposable
{
    readonly ICommunicator communicator;
    readonly GradientWire wire;
    readonly BucketPlan plan;
    readonly long bucketElements;
    readonly Timeline? timeline;
    Task running = Task.CompletedTask;

    /// <summary>Takes the memory and, with <c>auto</c>, measures; collective.</summary>
    /// <param name="communicator">The ranks.</param>
    /// <param name="trained">What is trained, in order of construction.</param>
    /// <param name="config">The size of buckets, the algorithm, and the type of gradients on their way.</param>
    /// <param name="hooked">Whether gradients come to their buckets while the backward pass runs.</param>
    /// <param name="timeline">Gets each sum; null for none.</param>
    public BucketSums(ICommunicator communicator, IReadOnlyList<Parameter> trained, AllreduceConfig config, bool hooked, Timeline? timeline)
    {
        (this.communicator, this.timeline) = (communicator, timeline);
        Parameter[] packed = [.. trained.Reverse()];
        bucketElements = BucketPlan.SizeOf(config.BucketMiB, packed.Sum(p => p.NumberOfElements));
        plan = new([.. packed.Select(p => p.NumberOfElements)], bucketElements);
        Gradients = new(packed, plan.BucketOf, hooked);
        wire = new(communicator, config);
    }

    /// <summary>The gradients.</summary>
    public GradientBuckets Gradients { get; }

    /// <summary>How they are summed, for people.</summary>
    public string Description => FormattableString.Invariant(
        $"{wire.Description}, in {plan.Buckets.Count} bucket{(plan.Buckets.Count == 1 ? "" : "s")} of {bucketElements * sizeof(float) / 1048576.0:0.####} MiB");

    /// <summary>Has all buckets summed beside the caller, each once it is full.</summary>
    /// <param name="ahead">What is summed ahead of them; null for nothing.</param>
    /// <remarks>The gradients of one rank are their sum.</remarks>
    public void Start(Action<IPointToPoint, GradientWire>? ahead = null)
    {
        if (communicator.Size == 1) return;
        running = communicator.Start(link =>
        {
            ahead?.Invoke(link, wire);
            Sum(link);
        });
    }

    /// <summary>Has something summed and waits for it.</summary>
    public void Run(Action<IPointToPoint, GradientWire> sum) => communicator.Start(link => sum(link, wire)).GetAwaiter().GetResult();

    /// <summary>Waits until all that was started is summed.</summary>
    public void Wait() => running.GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        // A rank that fails in the middle of a step does not wait for the others, and ends: the memory that they may still ask for stays.
        if (!running.IsCompleted) return;
        wire.Dispose();
        Gradients.Dispose();
    }

    void Sum(IPointToPoint link)
    {
        float* values = Gradients.Values;
        BucketOrder.Each(Gradients, plan.Buckets.Count, communicator.Pulse, Pause, b =>
        {
            var (start, length) = plan.Buckets[b];
            long began = Stopwatch.GetTimestamp();
            wire.SumGradients(link, values + start, checked((int)length));
            timeline?.Add($"sum of bucket {b}", began);
        });

        void Pause()
        {
            var patience = default(Patience);
            link.Pause(ref patience);
        }
    }
}
