using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>The mean over decided cells of -alpha (1 - p)^gamma log p (Lin et al. 2017), with the 2018 system's numbers.</summary>
public sealed record FocalLossConfig : LossConfig
{
    /// <summary>A factor for all classes.</summary>
    [Description("A factor for all classes."), Range(0.0, 1e6, MinimumIsExclusive = true)]
    public double Alpha { get; init; } = 1;

    /// <summary>How much less a cell counts that is right already; 0 gives the cross-entropy.</summary>
    [Description("How much less a cell counts that is right already; 0 gives the cross-entropy."), Range(0.0, 10.0)]
    public double Gamma { get; init; } = 2;
}
