namespace Rossby.Train;

/// <summary>A line of <c>metrics.jsonl</c>: what the weights were after a step, by which two runs can be held against each other.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Ranks">Ranks of the job.</param>
/// <param name="Weights">CRC-32C of each parameter and running statistic, in the order of the weights file, eight hex digits each.</param>
/// <param name="Shards">CRC-32C of each shard's gradient, likewise; null where training is not exact.</param>
public sealed record HashMetrics(long Step, int Ranks, string Weights, string? Shards) : MetricLine;
