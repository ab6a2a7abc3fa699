using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How weights are updated.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "name")]
[JsonDerivedType(typeof(AdamWConfig), "adamw")]
public abstract record OptimizerConfig;
