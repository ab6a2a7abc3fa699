using Rossby.Core;
using Rossby.Models;

namespace Rossby.Tests.Native;

/// <summary>Every network that a config can choose, made narrow: three channels, seed 5.</summary>
static class NarrowNetworks
{
    static readonly Dictionary<string, string[]> Changes = new()
    {
        ["deeplabv3plus-resnet50"] = ["width=4", "units=[1, 1, 1, 1]", "atrousRates=[1, 2, 3]", "decoderWidth=8", "lowLevelWidth=4", "fullResolutionWidths=[4, 6]"],
        ["deeplabv3plus-xception"] = ["width=4", "middleBlocks=1", "atrousRates=[1, 1, 1]", "decoderWidth=8", "lowLevelWidth=4"],
        ["cgnet"] = ["width=4", "blocks=[2, 2]"],
        ["tiramisu"] = ["layers=[1, 1, 2]", "growth=4", "width=4", "kernel=3"],
        ["unet"] = ["width=4", "levels=2"],
    };

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names => ModelSection.Architectures;

    /// <summary>One of them, with settings such as <c>padding=zero</c> over the narrow ones.</summary>
    public static SegmentationModel Make(string name, params string[] changes) => ModelFactory.Create(
        ModelSection.Make(name, [.. Changes[name], .. changes]),
        [.. Enumerable.Range(0, 3).Select(c => new ChannelStatistics
        {
            Name = $"C{c}", LongName = "", Units = "1", Mean = 0, StandardDeviation = 1, Minimum = -1, Maximum = 1, MissingShare = 0,
        })],
        periodicLongitude: true, seed: 5);
}
