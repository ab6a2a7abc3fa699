using Rossby.Core;
using Xunit;

namespace Rossby.Tests.Unit;

public sealed class ModelSectionTests
{
    [Fact]
    public void Every_architecture_is_made_by_its_name_with_its_defaults_and_keeps_it()
    {
        Assert.Equal(["deeplabv3plus-resnet50", "deeplabv3plus-xception", "cgnet", "tiramisu", "unet"], ModelSection.Architectures);
        foreach (string name in ModelSection.Architectures)
        {
            var config = ModelSection.Make(name, []);
            Assert.Equal(name, ModelSection.NameOf(config));
            Assert.Equal(PaddingMode.Longitude, config.Padding);
        }
    }

    [Fact]
    public void Changes_are_checked_like_a_files_values()
    {
        var changed = Assert.IsType<DeepLabV3PlusResNet50Config>(ModelSection.Make("deeplabv3plus-resnet50", ["decoder=bilinear", "batchNorm=off", "atrousRates=[1, 2, 3]"]));
        Assert.Equal((SegmentationDecoder.Bilinear, NormMode.Off), (changed.Decoder, changed.BatchNorm));
        Assert.Equal([1, 2, 3], changed.AtrousRates);
        var e = Assert.Throws<ConfigException>(() => ModelSection.Make("cgnet", ["width=5", "wdith=8"]));
        Assert.Contains(e.Findings, f => f.StartsWith("--set width=5: $.model.width: expected one of", StringComparison.Ordinal));
        Assert.Contains(e.Findings, f => f.Contains("did you mean 'width'?", StringComparison.Ordinal));
    }
}
