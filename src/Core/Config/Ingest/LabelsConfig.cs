using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>How the fields are labelled; each method is a derived record whose defaults are the published ones.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "method")]
[JsonDerivedType(typeof(VariableLabelsConfig), "variable")]
[JsonDerivedType(typeof(IvtThresholdConfig), "ivt-threshold")]
[JsonDerivedType(typeof(BardArConfig), "bard-ar")]
[JsonDerivedType(typeof(TempestCycloneConfig), "tempest-tc")]
[JsonDerivedType(typeof(TecaCycloneConfig), "teca-tc")]
[JsonDerivedType(typeof(TempestArConfig), "tempest-ar")]
[JsonDerivedType(typeof(DeepCamCompatConfig), "deepcam-compat")]
[JsonDerivedType(typeof(CombineConfig), "combine")]
[JsonDerivedType(typeof(NoLabelsConfig), "none")]
public abstract record LabelsConfig;
