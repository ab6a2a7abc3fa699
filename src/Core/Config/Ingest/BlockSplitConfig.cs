using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// Contiguous blocks of time (whole years when there are five or more), with gaps dropped between blocks of different splits (SCIENCE, Splits).
/// </summary>
public sealed record BlockSplitConfig : SplitConfig
{
    /// <summary>Share of training.</summary>
    [Description("Share of the time given to training."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double Train { get; init; } = 0.7;

    /// <summary>Share of validation.</summary>
    [Description("Share of the time given to validation."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Validation { get; init; } = 0.15;

    /// <summary>Share of test.</summary>
    [Description("Share of the time given to test."), Range(0.0, 1.0, MaximumIsExclusive = true)]
    public double Test { get; init; } = 0.15;

    /// <summary>Blocks that the whole time is cut into; each split gets its share spread over them.</summary>
    [Description("Rounds of training, validation and test blocks over the whole time: 4 puts every split in every season of a year."), Range(1, 100)]
    public int Rounds { get; init; } = 1;

    /// <summary>Days dropped between neighbouring blocks of different splits.</summary>
    [Description("Days dropped between blocks of different splits; shortened, and said, when the set is short."), Range(0.0, 365.0)]
    public double GapDays { get; init; } = 10;
}
