using System.Text.Json;
using Rossby.Core;

namespace Rossby.Train;

/// <summary>Where two runs part, by the hashes that they recorded.</summary>
/// <param name="Step">The first step after which both have a record and the records differ.</param>
/// <param name="LastSame">The last step before it at which they were the same; 0 if none.</param>
/// <param name="Tensors">Indices, in the order of the weights file, of the tensors that differ after it.</param>
/// <param name="Shards">Shards whose gradients differ in it; empty where that was not recorded, or only the update differs.</param>
/// <param name="NumberOfShards">Shards of a batch; 0 where that was not recorded.</param>
/// <param name="Ranks">Ranks of the one run, and of the other.</param>
public sealed record RunDifference(
    long Step, long LastSame, IReadOnlyList<int> Tensors, IReadOnlyList<int> Shards, int NumberOfShards, (int First, int Second) Ranks)
{
    const int Digits = 8;

    /// <summary>Reads both runs' records; null when they agree at every step that both recorded.</summary>
    /// <exception cref="InputMissingException">A run has no metrics, or no step is recorded in both.</exception>
    public static RunDifference? Between(RunFolder first, RunFolder second)
    {
        var (a, b) = (Read(first), Read(second));
        long same = 0;
        bool compared = false;
        foreach (var (step, one) in a)
        {
            if (!b.TryGetValue(step, out var other)) continue;
            compared = true;
            if (one.Weights != other.Weights || one.Shards != other.Shards)
            {
                return new(step, same, Different(one.Weights, other.Weights), Different(one.Shards ?? "", other.Shards ?? ""),
                    (one.Shards?.Length ?? 0) / Digits, (one.Ranks, other.Ranks));
            }
            same = step;
        }
        if (!compared) throw new InputMissingException($"{first.Path} and {second.Path} recorded hashes at no step in common: run both with the same $.train.hashSteps.");
        return null;
    }

    /// <summary>Which rank made a shard's gradient in a run of <paramref name="ranks"/> ranks.</summary>
    public int RankOf(int shard, int ranks) => shard * ranks / NumberOfShards;

    static SortedDictionary<long, HashMetrics> Read(RunFolder run)
    {
        if (!File.Exists(run.Metrics)) throw new InputMissingException($"{run.Metrics}: no such file. {run.Path} has not been trained.");
        var records = new SortedDictionary<long, HashMetrics>();
        int number = 0;
        foreach (string line in File.ReadLines(run.Metrics))
        {
            number++;
            try
            {
                if (JsonSerializer.Deserialize(line, MetricJson.Default.MetricLine) is HashMetrics record) records[record.Step] = record;
            }
            catch (JsonException e)
            {
                throw new DataException($"{run.Metrics}:{number}: {e.Message}", e);
            }
        }
        return records;
    }

    static List<int> Different(string a, string b) =>
        [.. Enumerable.Range(0, Math.Max(a.Length, b.Length) / Digits).Where(i => Part(a, i) != Part(b, i))];

    static string Part(string hashes, int i) => hashes.Length >= (i + 1) * Digits ? hashes.Substring(i * Digits, Digits) : "";
}
