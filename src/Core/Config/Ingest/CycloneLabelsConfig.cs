using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>A labelling of tropical cyclones: the methods that a combination, or <c>deepcam-compat</c>, may take for them.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(TempestCycloneConfig), "tempest-tc")]
[JsonDerivedType(typeof(TecaCycloneConfig), "teca-tc")]
public abstract record CycloneLabelsConfig : LabelsConfig;
