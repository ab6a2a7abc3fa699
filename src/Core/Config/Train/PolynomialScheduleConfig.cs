using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Down by a power of the way that is left.</summary>
public sealed record PolynomialScheduleConfig : FallingScheduleConfig
{
    /// <summary>Power of the share of the way that is left; 1 is a straight line.</summary>
    [Description("Power of the share of the way that is left; 1 is a straight line."), Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double Power { get; init; } = 1;
}
