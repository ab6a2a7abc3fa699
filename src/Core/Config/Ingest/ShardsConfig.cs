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
}
