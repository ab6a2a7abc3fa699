using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>How shards are written.</summary>
public sealed record ShardsConfig
{
    /// <summary>Stored type of the fields.</summary>
    [Description("Stored type of the fields: fp32 (physical values), fp16 or bf16 (normalised by the training split's statistics).")]
    [AllowedValues("fp32", "fp16", "bf16")]
    public ElementType Type { get; init; } = ElementType.Float32;

    /// <summary>Most samples in a shard.</summary>
    [Description("Most samples in one shard."), Range(1, 100000)]
    public int Samples { get; init; } = 32;

    /// <summary>How samples are shortened; they come out the same.</summary>
    [Description("none: readers take samples as they lie. deflate: smaller shards for archives, by HDF5's shuffle and deflate, that take longer to write and to read. The samples are the same.")]
    public ShardCompression Compression { get; init; }

    /// <summary>How much work goes into deflate.</summary>
    [Description("With compression deflate: from 1, the fastest, to 9, the smallest."), Range(1, 9)]
    public int CompressionLevel { get; init; } = 1;
}
