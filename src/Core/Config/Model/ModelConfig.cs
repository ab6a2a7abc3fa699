using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>The network; each architecture is a derived record whose defaults are the published network.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(DeepLabV3PlusResNet50Config), "deeplabv3plus-resnet50")]
public abstract record ModelConfig;
