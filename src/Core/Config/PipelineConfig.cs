using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary><c>pipeline.json</c>: the whole truth of an experiment.</summary>
public sealed record PipelineConfig
{
    /// <summary>The schema that editors check against.</summary>
    [JsonPropertyName("$schema")]
    [Description("The schema that editors check this file against.")]
    public string? Schema { get; init; }

    /// <summary>The name of the run: its folder is <c>runs/&lt;name&gt;</c>.</summary>
    [Description("Name of the run; its output goes to <runs>/<name>.")]
    public required string Name { get; init; }

    /// <summary>From this every random choice follows.</summary>
    [Description("Seed of every random choice: synthetic weather, initial weights, order of samples."), Range(0.0, 9007199254740991.0)]
    public ulong Seed { get; init; } = 1;

    /// <summary>Where ingested sets go, relative to the working directory.</summary>
    [Description("Folder of ingested sets, relative to the working directory.")]
    public string Data { get; init; } = "data";

    /// <summary>Where runs go, relative to the working directory.</summary>
    [Description("Folder of runs, relative to the working directory.")]
    public string Runs { get; init; } = "runs";

    /// <summary>What is read, how it is labelled, split and packed.</summary>
    [Description("What is read, how it is labelled, split and packed into shards.")]
    public required IngestConfig Ingest { get; init; }

    /// <summary>Where shards are copied before they are read.</summary>
    [Description("Where shards are copied to before training reads them.")]
    public StageConfig Stage { get; init; } = new();

    /// <summary>The network; null where nothing is trained.</summary>
    [Description("The network; ingest alone does without.")]
    public ModelConfig? Model { get; init; }

    /// <summary>How it is trained.</summary>
    [Description("How the network is trained.")]
    public TrainConfig Train { get; init; } = new();

    /// <summary>How it is scored and drawn.</summary>
    [Description("How the network is scored and drawn.")]
    public EvalConfig Eval { get; init; } = new();

    /// <summary>How the ranks of a job find each other.</summary>
    [Description("How the ranks of a job find each other; changes no result.")]
    public MpiConfig Mpi { get; init; } = new();
}
