using Rossby.Core;

namespace Rossby.Eval;

/// <summary>The name by which the config chooses a network.</summary>
public static class ArchitectureName
{
    /// <summary>Such as <c>deeplabv3plus-resnet50</c>.</summary>
    public static string Of(ModelConfig model) => model switch
    {
        DeepLabV3PlusResNet50Config => "deeplabv3plus-resnet50",
        _ => model.GetType().Name,
    };
}
