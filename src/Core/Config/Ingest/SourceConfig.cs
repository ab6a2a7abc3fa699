using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>Where the fields come from.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FilesSourceConfig), "files")]
[JsonDerivedType(typeof(SyntheticSourceConfig), "synthetic")]
public abstract record SourceConfig;
