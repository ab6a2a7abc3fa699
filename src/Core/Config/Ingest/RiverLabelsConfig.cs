using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>A labelling of atmospheric rivers: the methods that a combination may take for them.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(IvtThresholdConfig), "ivt-threshold")]
[JsonDerivedType(typeof(BardArConfig), "bard-ar")]
[JsonDerivedType(typeof(TempestArConfig), "tempest-ar")]
public abstract record RiverLabelsConfig : LabelsConfig;
