using System.ComponentModel;

namespace Rossby.Core;

/// <summary>What is read, how it is labelled, split and packed.</summary>
public sealed record IngestConfig
{
    /// <summary>Where the fields come from.</summary>
    [Description("Where the fields come from: 'files' or 'synthetic'.")]
    public required SourceConfig Source { get; init; }

    /// <summary>Channel names in the order of the network's input.</summary>
    [Description("Channels in the order of the network's input, by CAM's names (TMQ, U850, ...)."), ItemCount(1, 1024)]
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>How the fields are labelled.</summary>
    [Description("How the fields are labelled.")]
    public required LabelsConfig Labels { get; init; }

    /// <summary>How samples are divided into training, validation and test.</summary>
    [Description("How samples are divided into training, validation and test.")]
    public SplitConfig Split { get; init; } = new BlockSplitConfig();

    /// <summary>How shards are written.</summary>
    [Description("How shards are written.")]
    public ShardsConfig Shards { get; init; } = new();
}
