using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Cyclones by one method and rivers by another in one labelling (SCIENCE, Labels: Combination).</summary>
public sealed record CombineConfig : LabelsConfig
{
    /// <summary>How cyclones are labelled.</summary>
    [Description("How tropical cyclones are labelled.")]
    public required CycloneLabelsConfig TropicalCyclones { get; init; }

    /// <summary>How rivers are labelled.</summary>
    [Description("How atmospheric rivers are labelled.")]
    public required RiverLabelsConfig AtmosphericRivers { get; init; }

    /// <summary>What happens where both are found.</summary>
    [Description("'tc-over-ar': cells of a cyclone are the cyclone's, and rivers that are mostly a cyclone's moisture are dropped; 'bits': nothing is dropped, and the soft label keeps both.")]
    public StormOverlap Overlap { get; init; } = StormOverlap.TcOverAr;

    /// <summary>Radius about a cyclone's centre within which a river's area counts as the cyclone's.</summary>
    [Description("Radius about a cyclone's centre within which a river's area counts as the cyclone's moisture, degrees of great circle."), Range(0.0, 90.0)]
    public double CycloneRadiusDeg { get; init; } = 8;

    /// <summary>Share of its area within that radius at which a river is dropped.</summary>
    [Description("A river with at least this share of its area within that radius is dropped."), Range(0.0, 1.0, MinimumIsExclusive = true)]
    public double DropShare { get; init; } = 0.5;
}
