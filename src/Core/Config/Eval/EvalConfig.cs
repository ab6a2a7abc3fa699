using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>How the network is scored and drawn.</summary>
public sealed record EvalConfig
{
    /// <summary>The split that is scored.</summary>
    [Description("Split that is scored."), AllowedValues("test", "validation", "train")]
    public string Split { get; init; } = SplitName.Test;

    /// <summary>The checkpoint that is scored.</summary>
    [Description("Checkpoint that is scored."), AllowedValues("best", "last")]
    public string Checkpoint { get; init; } = "best";

    /// <summary>Samples in a forward pass.</summary>
    [Description("Samples in a forward pass."), Range(1, 4096)]
    public int BatchSize { get; init; } = 8;

    /// <summary>Arithmetic of the network, whatever it was trained in.</summary>
    [Description("Arithmetic of the network, whatever it was trained in: fp32, bf16, or fp16 (emulated on a CPU).")]
    public Precision Precision { get; init; } = Precision.Fp32;

    /// <summary>Maps drawn, spread over the split, the samples with most storm cells first in each part.</summary>
    [Description("Maps to draw."), Range(0, 10000)]
    public int Maps { get; init; } = 6;

    /// <summary>The channel drawn under the masks; null takes TMQ, else IVT, else the first.</summary>
    [Description("Channel drawn under the masks; by default TMQ, else IVT, else the first.")]
    public string? MapChannel { get; init; }

    /// <summary>Whether the simple baselines are fitted and scored beside the network.</summary>
    [Description("Score the simple baselines beside the network.")]
    public bool Baselines { get; init; } = true;
}
