using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What is minimised.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(WeightedCrossEntropyConfig), "weighted-cross-entropy")]
public abstract record LossConfig;
