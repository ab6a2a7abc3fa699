using System.Text.Json;

namespace Rossby.Core;

/// <summary>The canonical JSON of the sections that a stage reads: a stage is redone when it changes.</summary>
public static class ConfigSections
{
    /// <summary>The sections of one stage of <see cref="StageName"/>.</summary>
    /// <exception cref="ArgumentException">There is no such stage.</exception>
    public static string Of(string stage, PipelineConfig config)
    {
        var all = JsonSerializer.SerializeToElement(WithoutExecution(config), PipelineJson.Default.PipelineConfig);
        // Only generated weather depends on the seed; ingest of files does not.
        bool seeded = config.Ingest.Source is SyntheticSourceConfig;
        return stage switch
        {
            StageName.Ingest => Join(all, seeded ? ["ingest", "seed"] : ["ingest"]),
            StageName.Stage => Join(all, ["stage"]),
            StageName.Train => Join(all, ["model", "train", "seed"]),
            StageName.Eval => Join(all, ["model", "eval"]),
            _ => throw new ArgumentException($"No stage is called {stage}.", nameof(stage)),
        };
    }

    /// <summary>SHA-256 of the canonical JSON of a whole config, in hex.</summary>
    public static string HashOfAll(PipelineConfig config) =>
        StageHashes.Hash(CanonicalJson.Of(JsonSerializer.SerializeToElement(config, PipelineJson.Default.PipelineConfig)));

    static string Join(JsonElement config, IEnumerable<string> names) =>
        "{" + string.Join(',', names.Select(n => $"\"{n}\":{CanonicalJson.Of(config.GetProperty(n))}")) + "}";

    // How many threads, and how much memory they may use, changes no byte of the set, nor of exact training; nor does when training saves and stops.
    static PipelineConfig WithoutExecution(PipelineConfig config) => config with
    {
        Ingest = config.Ingest with { Threads = null, MemoryMiB = 0 },
        Train = (config.Train.Determinism == Determinism.Exact ? config.Train with { Threads = null } : config.Train).WithoutCircumstances(),
    };
}
