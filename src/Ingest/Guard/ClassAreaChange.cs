using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>How much area each class lost or gained over a set when its shares on the target grid were made hard labels (SCIENCE, Regridding).</summary>
/// <param name="method">The labelling's method, for messages.</param>
internal sealed class ClassAreaChange(string method)
{
    const double MostShare = 0.1;

    readonly double[] before = new double[SegmentationClass.Count], after = new double[SegmentationClass.Count];

    /// <summary>Adds a step.</summary>
    internal void Add(double[] shareAreaKm2, double[] labelAreaKm2)
    {
        for (int k = 0; k < before.Length; k++) (before[k], after[k]) = (before[k] + shareAreaKm2[k], after[k] + labelAreaKm2[k]);
    }

    /// <summary>A warning for each class that changed by more than a tenth.</summary>
    internal IEnumerable<Finding> Findings => Enumerable.Range(0, before.Length).Where(k => before[k] > 0 && Math.Abs(after[k] / before[k] - 1) > MostShare)
        .Select(k => new Finding(FindingSeverity.Warning, FindingKind.ClassArea, null, $"labels by {method}: {SegmentationClass.Names[k]}",
            string.Create(CultureInfo.InvariantCulture, $"regridding changed its area by {100 * (after[k] / before[k] - 1):+0;-0} %"),
            "storms are small beside the cells of $.ingest.grid: take a finer one, or train on the soft labels"));
}
