using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// What the loss is multiplied by ahead of the backward pass in fp16, where small gradients would vanish: halved when a gradient overflows, whose step is
/// left out, doubled after many steps without (Micikevicius et al. 2018, section 3.2).
/// </summary>
public sealed record LossScaleConfig
{
    /// <summary>The factor of the first step.</summary>
    [Description("The factor of the first step; powers of two cost no rounding."), Range(1.0, 16777216.0)]
    public double Initial { get; init; } = 65536;

    /// <summary>Steps without an overflow after which the factor is doubled.</summary>
    [Description("Steps without an overflow after which the factor is doubled."), Range(1, 1000000)]
    public int GrowthSteps { get; init; } = 2000;
}
