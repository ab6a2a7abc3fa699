using System.Text.Json;
using Rossby.Core;
using Rossby.Models;
using Rossby.Train;

namespace Rossby.Cli;

/// <summary>What two runs computed, held against each other, and what may explain a difference.</summary>
internal sealed class RunComparison
{
    // What says when, where and how often, and nothing of what was computed.
    static readonly IReadOnlySet<string> Circumstances = new HashSet<string>(StringComparer.Ordinal)
    {
        "commandLine", "configFile", "configHash", "startedUtc", "finishedUtc", "job",
    };

    static readonly IReadOnlySet<string> Names = new HashSet<string>(StringComparer.Ordinal) { "name", "runs", "data" };

    readonly RunFolder first;
    readonly RunFolder second;
    readonly RunDifference? difference;
    readonly string firstWeights;
    readonly string secondWeights;

    /// <summary>Reads both.</summary>
    /// <exception cref="InputMissingException">One of them has not been trained.</exception>
    public RunComparison(RunFolder first, RunFolder second)
    {
        (this.first, this.second) = (first, second);
        difference = RunDifference.Between(first, second);
        (firstWeights, secondWeights) = (WeightsOf(first), WeightsOf(second));
    }

    /// <summary>Whether every recorded step and the last weights are the same.</summary>
    public bool IsSame => difference is null && firstWeights == secondWeights;

    /// <summary>For people: the verdict, where the runs part, and which parts of config and provenance differ.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            yield return firstWeights == secondWeights ? $"weights: the same (sha256 {firstWeights})" : $"weights: differ (sha256 {firstWeights} | {secondWeights})";
            if (difference is { } d)
            {
                yield return d.Step - d.LastSame == 1 || d.LastSame == 0 && d.Step == 1
                    ? $"first difference: step {d.Step}" : $"first difference: between step {d.LastSame + 1} and step {d.Step}";
                if (d.Shards.Count > 0)
                    yield return $"gradients: {string.Join(", ", d.Shards.Select(s => $"shard {s} (rank {d.RankOf(s, d.Ranks.First)} of {d.Ranks.First} | rank {d.RankOf(s, d.Ranks.Second)} of {d.Ranks.Second})"))}";
                if (d.Tensors.Count > 0) yield return $"tensors: {NamesOf(d.Tensors)}";
            }
            if (IsSame) yield break;
            foreach (string line in Between(first.Config, second.Config, Names)) yield return $"config: {line}";
            foreach (string line in Between(first.Provenance, second.Provenance, Circumstances)) yield return $"provenance: {line}";
        }
    }

    static string WeightsOf(RunFolder run) => CheckpointSums.RequireWholeWeights(run.Last);

    string NamesOf(IReadOnlyList<int> tensors)
    {
        const int shown = 3;
        var all = SafeTensorsReader.Read(first.Last.Weights).Tensors;
        string names = string.Join(", ", tensors.Take(shown).Select(i => i < all.Count ? all[i].Name : $"number {i}"));
        return tensors.Count > shown ? $"{names} and {tensors.Count - shown} more" : names;
    }

    static IEnumerable<string> Between(string first, string second, IReadOnlySet<string> ignored)
    {
        using JsonDocument a = Parse(first), b = Parse(second);
        return [.. JsonDifference.Between(a.RootElement, b.RootElement, ignored)];
    }

    static JsonDocument Parse(string path)
    {
        if (!File.Exists(path)) throw new InputMissingException($"{path}: no such file.");
        try
        {
            return JsonDocument.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException e)
        {
            throw new DataException($"{path}: {e.Message}", e);
        }
    }
}
