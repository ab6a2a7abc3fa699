using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>A split into stretches of time with gaps dropped between those of different splits.</summary>
public abstract record GappedSplitConfig : ShareSplitConfig
{
    /// <summary>Blocks that the whole time is cut into; each split gets its share spread over them.</summary>
    [Description("Rounds of training, validation and test blocks over the whole time: 4 puts every split in every season of a year."), Range(1, 100)]
    public int Rounds { get; init; } = 1;

    /// <summary>Days dropped between neighbouring blocks of different splits.</summary>
    [Description("Days dropped between blocks of different splits; shortened, and said, when the set is short."), Range(0.0, 365.0)]
    public double GapDays { get; init; } = 10;
}
