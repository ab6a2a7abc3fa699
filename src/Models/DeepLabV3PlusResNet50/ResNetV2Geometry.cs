using Rossby.Core;

namespace Rossby.Models;

/// <summary>
/// The units of a pre-activation ResNet as TF-slim's <c>resnet_v2</c> stacks them (<c>resnet_utils.stack_blocks_dense</c>): the last unit of the
/// first three stages has stride 2; once the output stride is reached, a stride becomes a dilation of all units after it.
/// </summary>
public static class ResNetV2Geometry
{
    /// <summary>How much coarser than its input the map is that stem and pool give, and the low-level features.</summary>
    public const int StemStride = 4;

    /// <summary>The units in order. At the published output stride 8 the four stages dilate by 1, 1, 2 and 4.</summary>
    public static IReadOnlyList<ResNetV2Unit> Units(DeepLabV3PlusResNet50Config config)
    {
        Require(config);
        var units = new List<ResNetV2Unit>();
        int inChannels = config.Width, stride = StemStride, rate = 1;
        for (int stage = 0; stage < config.Units.Count; stage++)
        {
            int baseChannels = config.Width << stage;
            for (int i = 0; i < config.Units[stage]; i++)
            {
                bool halves = i == config.Units[stage] - 1 && stage < StageCount - 1;
                bool dilates = stride == config.OutputStride;
                units.Add(new(stage + 1, i + 1, inChannels, baseChannels, 4 * baseChannels, halves && !dilates ? 2 : 1, dilates ? rate : 1, stride));
                if (halves && dilates) rate *= 2;
                else if (halves) stride *= 2;
                inChannels = 4 * baseChannels;
            }
        }
        return units;
    }

    const int StageCount = 4;

    // The config's own check names file and line; these are what the arithmetic here rests on.
    static void Require(DeepLabV3PlusResNet50Config config)
    {
        if (config.OutputStride is not (4 or 8 or 16 or 32))
            throw new ConfigException([$"$.model.outputStride: must be 4, 8, 16 or 32, got {config.OutputStride}."]);
        if (config.Units.Count != StageCount || config.Units.Any(n => n < 1))
            throw new ConfigException([$"$.model.units: must be {StageCount} numbers of at least 1, got [{string.Join(", ", config.Units)}]."]);
        if (config.FullResolutionWidths.Count != 2)
            throw new ConfigException([$"$.model.fullResolutionWidths: must be 2 numbers, got {config.FullResolutionWidths.Count}."]);
        if (config.AtrousRates.Count != 3)
            throw new ConfigException([$"$.model.atrousRates: must be 3 numbers, got {config.AtrousRates.Count}."]);
    }
}
