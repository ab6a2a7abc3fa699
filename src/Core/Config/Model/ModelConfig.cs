using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary>The network; each architecture is a derived record whose defaults are the published network, but for the padding.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "architecture")]
[JsonDerivedType(typeof(DeepLabV3PlusResNet50Config), "deeplabv3plus-resnet50")]
[JsonDerivedType(typeof(DeepLabV3PlusXceptionConfig), "deeplabv3plus-xception")]
[JsonDerivedType(typeof(CgNetConfig), "cgnet")]
[JsonDerivedType(typeof(TiramisuConfig), "tiramisu")]
[JsonDerivedType(typeof(UNetConfig), "unet")]
public abstract record ModelConfig
{
    /// <summary>What a convolution sees beyond the edge.</summary>
    [Description("Beyond the edge of a map: 'longitude' (periodic on global grids, else replicated), 'zero' (as DeepCAM and the 2018 system) or 'torus' (as ClimateNet).")]
    public PaddingMode Padding { get; init; } = PaddingMode.Longitude;

    /// <summary>The dilation rates that the section names: none may be larger than half the shorter side of its map, unless zeros lie beyond the edge.</summary>
    public virtual IReadOnlyList<DilationRate> DilationRates() => [];

    /// <summary>Whether training drops values at random.</summary>
    public virtual bool HasDropout() => false;
}
