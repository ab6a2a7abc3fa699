using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// The plain U-Net (Ronneberger et al. 2015) with batch norms and maps that keep their size, as it is commonly written in PyTorch: 31.05 M parameters with
/// 16 channels.
/// </summary>
public sealed record UNetConfig : ModelConfig
{
    /// <summary>Channels of the first level; each deeper level has twice as many.</summary>
    [Description("Channels of the first level; each deeper level has twice as many."), Range(2, 256)]
    public int Width { get; init; } = 64;

    /// <summary>How often the map is halved.</summary>
    [Description("How often the map is halved."), Range(1, 6)]
    public int Levels { get; init; } = 4;
}
