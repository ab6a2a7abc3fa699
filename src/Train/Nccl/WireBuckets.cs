using Rossby.Core;
using Rossby.Nccl;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary>Gradients in 16 bits on their way between GPUs: rounded, summed and widened again in the stream of the sums.</summary>
internal sealed class WireBuckets : IDisposable
{
    readonly NcclType type;
    readonly (OwnedTensor Wide, OwnedTensor Narrow)[] buckets;

    /// <summary>Takes the memory.</summary>
    /// <param name="gradients">The gradients.</param>
    /// <param name="plan">Their buckets.</param>
    /// <param name="wireType">bf16 or fp16.</param>
    /// <param name="device">Where they lie.</param>
    public WireBuckets(GradientBuckets gradients, BucketPlan plan, ElementType wireType, Device device)
    {
        var (mine, dtype) = wireType == ElementType.BFloat16 ? (NcclType.BFloat16, ScalarType.BFloat16) : (NcclType.Float16, ScalarType.Float16);
        type = mine;
        using var scope = TensorScope.Begin();
        using var flat = gradients.Flat;
        var wide = scope.Import(flat);
        var narrow = Tensor.Zeros([.. wide.Shape], dtype, device: device);
        buckets = [.. plan.Buckets.Select(b => (wide.Narrow(0, b.Start, b.Length).ToOwned(), narrow.Narrow(0, b.Start, b.Length).ToOwned()))];
    }

    /// <summary>Sums a bucket in place; enqueues in the thread's current stream, and returns.</summary>
    /// <param name="bucket">Its number.</param>
    /// <param name="ranks">The ranks.</param>
    /// <param name="stream">That stream's native handle.</param>
    public void Sum(int bucket, NcclRanks ranks, nint stream)
    {
        var (wide, narrow) = buckets[bucket];
        narrow.CopyAsync(wide);
        ranks.Sum(narrow.Address, narrow.Shape[0], type, stream);
        wide.CopyAsync(narrow);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (wide, narrow) in buckets)
        {
            wide.Dispose();
            narrow.Dispose();
        }
    }
}
