using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>The mean over the classes in a batch's labels of (1 - hits / (hits + a misses + b false alarms))^exponent (Abraham and Khan 2019).</summary>
public sealed record FocalTverskyLossConfig : LossConfig
{
    /// <summary>Weight of labelled cells that are missed.</summary>
    [Description("Weight of labelled cells that are missed."), Range(0.0, 100.0)]
    public double MissWeight { get; init; } = 0.7;

    /// <summary>Weight of cells that are named without a label.</summary>
    [Description("Weight of cells that are named without a label."), Range(0.0, 100.0)]
    public double FalseAlarmWeight { get; init; } = 0.3;

    /// <summary>Power of one minus the index.</summary>
    [Description("Power of one minus the index; below 1 it keeps the gradient of a class that is nearly right large."), Range(0.0, 10.0, MinimumIsExclusive = true)]
    public double Exponent { get; init; } = 0.75;
}
