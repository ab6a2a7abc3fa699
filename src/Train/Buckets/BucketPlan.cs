namespace Rossby.Train;

/// <summary>
/// How gradients are packed into buckets, each as full as its size allows; a parameter that is larger has one of its own. The same on every rank.
/// </summary>
internal sealed record BucketPlan
{
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

    /// <summary>The bucket of each parameter.</summary>
    public int[] BucketOf { get; }

    /// <summary>The buckets in their order.</summary>
    public IReadOnlyList<Bucket> Buckets { get; }
}
