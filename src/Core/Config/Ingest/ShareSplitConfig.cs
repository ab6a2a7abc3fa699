using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>A split that gives each of training, validation and test a share of the time.</summary>
public abstract record ShareSplitConfig : SplitConfig
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
}
