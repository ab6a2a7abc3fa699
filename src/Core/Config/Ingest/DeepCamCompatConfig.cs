using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>
/// The labels of the 2018 data set (labels_0, which MLPerf DeepCAM trains on): boxes about cyclones, cut by percentiles, over rivers of damped water vapour
/// (reference/deepcam.md 1.3). To compare with that set only: it was made for 768 x 1152 cells of CAM5.
/// </summary>
public sealed record DeepCamCompatConfig : LabelsConfig
{
    /// <summary>Where the centres and radii of cyclones come from.</summary>
    [Description("Where the centres and radii of cyclones come from; 'teca-tc' with shapeTest 'asCoded' for labels_0.")]
    public required CycloneLabelsConfig TropicalCyclones { get; init; }

    /// <summary>Least damped water vapour of a river.</summary>
    [Description("Damped water vapour above which a cell may be part of a river, kg m-2; 21 for labels_1."), Range(0.0, 100.0)]
    public double WaterVapourThresholdKgPerSquareMetre { get; init; } = 24;

    /// <summary>Scale of the damping towards the equator.</summary>
    [Description("Scale of the damping of water vapour towards the equator, degrees."), Range(0.0, 90.0, MinimumIsExclusive = true)]
    public double DampingDeg { get; init; } = 19;

    /// <summary>Least diagonal of a river's bounding box.</summary>
    [Description("The great circle between the corners of a river's bounding box is longer than this, km."), Range(0.0, 20000.0)]
    public double MinimumDiagonalKm { get; init; } = 1500;

    /// <summary>Largest width of a river: area over north-south extent.</summary>
    [Description("A river's area over its north-south extent is less than this, km."), Range(0.0, 40000.0)]
    public double MaximumWidthKm { get; init; } = 1000;

    /// <summary>What is added to a cyclone's radius.</summary>
    [Description("What is added to a cyclone's radius to make half the side of its box, degrees."), Range(0.0, 45.0)]
    public double BoxMarginDeg { get; init; } = 6.6;

    /// <summary>Percentile of the box that a cyclone's cells exceed.</summary>
    [Description("Percentile of the box that a cyclone's cells exceed in TMQ, U850, V850 or PRECT."), Range(0.0, 100.0)]
    public double BoxPercentile { get; init; } = 93;

    /// <summary>Share of background below which a step is marked as an anomaly.</summary>
    [Description("A step with a smaller share of background cells is marked as an anomaly."), Range(0.0, 1.0)]
    public double AnomalyBackgroundShare { get; init; } = 0.9;

    /// <summary>What the published program does otherwise than its description.</summary>
    [Description("What the published program does otherwise than its description says; all on as published.")]
    public DeepCamQuirksConfig Quirks { get; init; } = new();
}
