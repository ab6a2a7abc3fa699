namespace Rossby.Train;

/// <summary>
/// How gradients are packed into buckets, each as full as its size allows; a parameter that is larger has one of its own. The same on every rank.
/// </summary>
internal sealed record BucketPlan
{
    // What is left to be summed when the backward pass is over is a bucket or two: little beside the whole, while each is worth its messages.
    const long BucketsOfAll = 32, LeastBytes = 1 << 16, MostBytes = 8 << 20;

    /// <summary>Plans.</summary>
    /// <param name="elements">Elements of each parameter, in the order of packing.</param>
    /// <param name="mostElements">The size of a bucket.</param>
    public BucketPlan(IReadOnlyList<long> elements, long mostElements)
    {
        int[] bucketOf = new int[elements.Count];
        List<Bucket> buckets = [];
        for (int i = 0; i < elements.Count; i++)
        {
            if (buckets is [.., var open] && open.Length + elements[i] <= mostElements) buckets[^1] = open with { Length = open.Length + elements[i] };
            else buckets.Add(new(buckets is [.., var full] ? full.Start + full.Length : 0, elements[i]));
            bucketOf[i] = buckets.Count - 1;
        }
        (BucketOf, Buckets) = (bucketOf, buckets);
    }

    /// <summary>The elements of a bucket: those of the config, else by those of the network.</summary>
    /// <param name="bucketMiB"><see cref="Core.AllreduceConfig.BucketMiB"/>.</param>
    /// <param name="elements">Elements of all parameters.</param>
    public static long SizeOf(double? bucketMiB, long elements) => bucketMiB is { } size
        ? (long)(size * (1 << 20) / sizeof(float))
        : Math.Clamp(elements / BucketsOfAll, LeastBytes / sizeof(float), MostBytes / sizeof(float));

    /// <summary>The bucket of each parameter.</summary>
    public int[] BucketOf { get; }

    /// <summary>The buckets in their order.</summary>
    public IReadOnlyList<Bucket> Buckets { get; }
}
