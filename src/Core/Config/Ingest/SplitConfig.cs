using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How samples are divided into training, validation and test.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(BlockSplitConfig), "blocks")]
[JsonDerivedType(typeof(YearSplitConfig), "years")]
[JsonDerivedType(typeof(RangeSplitConfig), "ranges")]
[JsonDerivedType(typeof(RandomSplitConfig), "random")]
public abstract record SplitConfig;
