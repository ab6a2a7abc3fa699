namespace Rossby.Core;

/// <summary>Where a dataset lies in its shard, so that it is read by pread alone.</summary>
/// <param name="Path">Its path in the HDF5 file, such as <c>climate/data</c>.</param>
/// <param name="Offset">The byte at which it, or its first chunk, begins.</param>
/// <param name="Type">How its elements are stored.</param>
/// <param name="Shape">Its dimensions, row-major: [N, H, W, C] for data, [N, H, W] for labels.</param>
public sealed record DatasetExtent(string Path, long Offset, ElementType Type, IReadOnlyList<long> Shape)
{
    /// <summary>Its chunks, where it is deflated; null where it is one run of bytes.</summary>
    public DeflatedChunks? Deflated { get; init; }

    /// <summary>Bytes of one sample, as readers see it: all dimensions but the first.</summary>
    public long SampleBytes => Shape.Skip(1).Aggregate((long)Type.Bytes(), (a, b) => a * b);

    /// <summary>The byte at which sample <paramref name="index"/> begins.</summary>
    /// <exception cref="InvalidOperationException">It is deflated, and begins nowhere.</exception>
    public long SampleOffset(long index) =>
        Deflated == null ? Offset + index * SampleBytes : throw new InvalidOperationException($"{Path} is deflated: its samples lie in chunks");
}
