using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>What is minimised.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(WeightedCrossEntropyConfig), "weighted-cross-entropy")]
[JsonDerivedType(typeof(SoftCrossEntropyConfig), "soft-cross-entropy")]
[JsonDerivedType(typeof(SummedCrossEntropyConfig), "summed-cross-entropy")]
[JsonDerivedType(typeof(FocalLossConfig), "focal")]
[JsonDerivedType(typeof(DiceLossConfig), "dice")]
[JsonDerivedType(typeof(JaccardLossConfig), "jaccard")]
[JsonDerivedType(typeof(ClimateNetJaccardLossConfig), "jaccard-climatenet-compat")]
[JsonDerivedType(typeof(FocalTverskyLossConfig), "focal-tversky")]
public abstract record LossConfig;
