using System.Text.Json.Serialization;

namespace Rossby.Train;

/// <summary>One JSON object of <c>metrics.jsonl</c>; <c>kind</c> says which.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(StepMetrics), "step")]
[JsonDerivedType(typeof(ValidationMetrics), "validation")]
[JsonDerivedType(typeof(HashMetrics), "hashes")]
[JsonDerivedType(typeof(RunMetrics), "run")]
public abstract record MetricLine;
