using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The shares of the classes that a labelled globe has; outside them something is amiss (SCIENCE, Labels).</summary>
internal static class ClassShareGuard
{
    static readonly (double Low, double High)[] Usual = [(0.90, 0.995), (0.0001, 0.01), (0.005, 0.08)];

    /// <summary>A warning per class whose share of the valid area is unusual; none for a regional grid or where nothing is labelled.</summary>
    internal static IEnumerable<Finding> Findings(LatLonGrid grid, LabellingEntry labelling)
    {
        if (!grid.IsGlobal || labelling.AreaShares.Sum() == 0) yield break;
        for (int k = 0; k < Usual.Length; k++)
        {
            double share = labelling.AreaShares[k];
            if (share >= Usual[k].Low && share <= Usual[k].High) continue;
            yield return new Finding(FindingSeverity.Warning, FindingKind.ClassShares, null, $"labels by {labelling.Method}: {SegmentationClass.Names[k]}", string.Create(CultureInfo.InvariantCulture,
                $"it covers {100 * share:0.###} % of the valid area; {100 * Usual[k].Low:0.###} to {100 * Usual[k].High:0.###} % is usual"),
                "look at a map of the labels before training on them");
        }
    }
}
