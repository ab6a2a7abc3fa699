using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

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

    /// <summary>Further labellings of the same samples, written as <c>climate/labels_1</c>, ...: baselines and comparisons.</summary>
    [Description("Further labellings of the same samples (labels_1, labels_2, ...): baselines and comparisons; training uses 'labels'."), ItemCount(0, 15)]
    public IReadOnlyList<LabelsConfig> ExtraLabels { get; init; } = [];

    /// <summary>How the source is looked over before anything is written.</summary>
    [Description("How the source is looked over before anything is written.")]
    public GuardConfig Guard { get; init; } = new();

    /// <summary>The grid that shards are on; null keeps the source's.</summary>
    [Description("The grid that shards are on; left out, the source's own. Labels are made on the source's grid before.")]
    public GridConfig? Grid { get; init; }

    /// <summary>How samples are divided into training, validation and test.</summary>
    [Description("How samples are divided into training, validation and test.")]
    public SplitConfig Split { get; init; } = new BlockSplitConfig();

    /// <summary>How shards are written.</summary>
    [Description("How shards are written.")]
    public ShardsConfig Shards { get; init; } = new();

    /// <summary>Threads that read, label and write; null takes the cores that this process may use. The set does not depend on it.</summary>
    [Description("Threads that read, label and write; by default the cores that this process may use. The set does not depend on it."), Range(1, 1024)]
    public int? Threads { get; init; }

    /// <summary>Memory that ingest may use, the program itself counted. The set does not depend on it.</summary>
    [Description("Memory that ingest may use, in MiB, the program itself counted. The set does not depend on it."), Range(128, 16777216)]
    public int MemoryMiB { get; init; } = 2048;
}
