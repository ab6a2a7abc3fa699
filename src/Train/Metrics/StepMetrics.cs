using System.Text.Json.Serialization;

namespace Rossby.Train;

/// <summary>A line of <c>metrics.jsonl</c>: one optimizer step.</summary>
/// <param name="Step">Steps done with this one.</param>
/// <param name="Epoch">The epoch it belongs to, from 1.</param>
/// <param name="Loss">Mean loss of the batch; null where it is not finite, in a step that fp16 left out.</param>
/// <param name="LearningRate">The rate that was applied.</param>
/// <param name="SamplesPerSecond">Samples of all ranks over the time since the step before.</param>
/// <param name="Seconds">Seconds of training so far, over all starts.</param>
public sealed record StepMetrics(long Step, int Epoch, double? Loss, double LearningRate, double SamplesPerSecond, double Seconds) : MetricLine
{
    /// <summary>What the loss was multiplied by ahead of the backward pass; only in fp16.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? LossScale { get; init; }

    /// <summary>Whether the step overflowed and was left out; only in fp16.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Skipped { get; init; }

    /// <summary>Floating-point operations of all ranks over the time since the step before (<see cref="FlopRate"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? TeraflopsPerSecond { get; init; }

    /// <summary>Where that time went, on rank 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PhaseSeconds? PhaseSeconds { get; init; }
}
