using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// CGNet (Wu et al. 2021) as ClimateNet has it (models.py). The defaults are the published network: 494,232 parameters with 4 channels. Its padding
/// was 'torus'.
/// </summary>
public sealed record CgNetConfig : ModelConfig
{
    /// <summary>How much coarser the last map is than its input.</summary>
    public const int OutputStride = 8;

    /// <summary>Channels of the first stage; the second and third have twice and four times as many.</summary>
    [Description("Channels of the first stage; the second and third have twice and four times as many."), AllowedValues(4, 8, 16, 32, 64)]
    public int Width { get; init; } = 32;

    /// <summary>Blocks of the second and third stage, the one that reduces included.</summary>
    [Description("Blocks of the second and of the third stage, the one that reduces included."), ItemCount(2), Range(2, 100)]
    public IReadOnlyList<int> Blocks { get; init; } = [3, 21];

    /// <summary>Dilation rates of the surroundings in the second and third stage.</summary>
    [Description("Dilation rates of the surroundings in the second and in the third stage."), ItemCount(2), Range(1, 1000)]
    public IReadOnlyList<int> Rates { get; init; } = [2, 4];

    /// <inheritdoc/>
    public override IReadOnlyList<DilationRate> DilationRates() => [new("rates[0]", Rates[0], 4), new("rates[1]", Rates[1], OutputStride)];
}
