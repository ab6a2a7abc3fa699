using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How samples are divided into training, validation and test; never at random over neighbouring times.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(BlockSplitConfig), "blocks")]
[JsonDerivedType(typeof(RangeSplitConfig), "ranges")]
public abstract record SplitConfig;
