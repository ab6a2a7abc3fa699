using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Cyclones by one labeller over rivers by another (SCIENCE, Labels: Combination).</summary>
/// <remarks>
/// A cell that either labeller cannot decide is undecided unless it is a cyclone's. With <see cref="StormOverlap.Bits"/> the label says cyclone where both
/// are, and the soft label holds each class's own mask. The object table holds what was taken from each river; one dropped whole has class 0.
/// </remarks>
internal sealed class CombinedLabeller(CombineConfig config, ILabeller cyclones, ILabeller rivers) : ILabeller
{
    public string Method => "combine";

    public string Version => "1";

    public IReadOnlyDictionary<string, string> Parameters { get; } =
        new Dictionary<string, string>(PartParameters.Of("tropicalCyclones", cyclones).Concat(PartParameters.Of("atmosphericRivers", rivers)))
        {
            ["overlap"] = config.Overlap == StormOverlap.Bits ? "bits" : "tc-over-ar",
            ["cycloneRadiusDeg"] = config.CycloneRadiusDeg.ToString(CultureInfo.InvariantCulture),
            ["dropShare"] = config.DropShare.ToString(CultureInfo.InvariantCulture),
        };

    public bool IsRuleBased => cyclones.IsRuleBased || rivers.IsRuleBased;

    public bool GivesProbabilities => config.Overlap == StormOverlap.Bits || rivers.GivesProbabilities;

    public IReadOnlyList<string> NeededChannels { get; } = [.. cyclones.NeededChannels.Union(rivers.NeededChannels)];

    public IReadOnlyList<string> NeededVariables { get; } = [.. cyclones.NeededVariables.Union(rivers.NeededVariables)];

    internal static ILabeller Create(CombineConfig config, Predicate<string> hasChannel)
    {
        // What lies about cyclones is dropped here, by the cyclones of this labelling.
        var rivers = Labellers.Create(config.AtmosphericRivers is TempestArConfig tempest ? tempest with { CycloneRadiusDeg = 0 } : config.AtmosphericRivers, hasChannel);
        return AfterTracking.Make(Labellers.Create(config.TropicalCyclones, hasChannel), linked => new CombinedLabeller(config, linked, rivers));
    }

    public IEnumerable<string> Warnings(LatLonGrid grid) => cyclones.Warnings(grid).Concat(rivers.Warnings(grid));

    public LabelledStep Label(LabelInput input)
    {
        var tropical = cyclones.Label(input);
        var river = rivers.Label(input);
        var combined = config.Overlap == StormOverlap.Bits ? KeepBoth(tropical, river) : CyclonesOverRivers(tropical, river, input);
        for (int i = 0; i < combined.Labels.Length; i++)
        {
            if (tropical.Labels[i] == SegmentationClass.TropicalCyclone) combined.Labels[i] = SegmentationClass.TropicalCyclone;
            else if (tropical.Labels[i] == SegmentationClass.Ignore) combined.Labels[i] = SegmentationClass.Ignore;
        }
        return combined;
    }

    static LabelledStep KeepBoth(LabelledStep tropical, LabelledStep river)
    {
        float[] bits = new float[river.Labels.Length * SegmentationClass.Count];
        for (int i = 0; i < river.Labels.Length; i++)
        {
            bool isCyclone = tropical.Labels[i] == SegmentationClass.TropicalCyclone, isRiver = river.Labels[i] == SegmentationClass.AtmosphericRiver;
            bool unknown = tropical.Labels[i] == SegmentationClass.Ignore || river.Labels[i] == SegmentationClass.Ignore;
            var cell = bits.AsSpan(i * SegmentationClass.Count, SegmentationClass.Count);
            cell[SegmentationClass.TropicalCyclone] = isCyclone ? 1 : 0;
            cell[SegmentationClass.AtmosphericRiver] = isRiver ? 1 : 0;
            cell[SegmentationClass.Background] = isCyclone || isRiver || unknown ? 0 : 1;
        }
        return new LabelledStep((byte[])river.Labels.Clone(), [.. tropical.Objects, .. river.Objects]) { Probabilities = bits };
    }

    LabelledStep CyclonesOverRivers(LabelledStep tropical, LabelledStep river, LabelInput input)
    {
        var grid = input.Grid;
        byte[] labels = (byte[])river.Labels.Clone();
        float[]? probabilities = (float[]?)river.Probabilities?.Clone();
        float[] seen = [.. labels.Select(l => l == SegmentationClass.Ignore ? float.NaN : 0)];
        var objects = new List<StormObject>(tropical.Objects);
        var neighbourhood = new CycloneNeighbourhood(grid, tropical.Objects, config.CycloneRadiusDeg);
        foreach (var (cells, found) in RiverObjects.Of([.. labels.Select(l => l == SegmentationClass.AtmosphericRiver)], seen, input))
        {
            bool dropped = neighbourhood.ShareOf(cells) >= config.DropShare;
            int[] kept = dropped ? [] : [.. cells.Where(c => tropical.Labels[c] != SegmentationClass.TropicalCyclone)];
            double removedKm2 = found.AreaKm2 - kept.Sum(grid.CellAreaKm2);
            foreach (int cell in cells.Except(kept))
            {
                labels[cell] = SegmentationClass.Background;
                Set(probabilities, cell, SegmentationClass.Background);
            }
            if (kept.Length == 0) objects.Add(found with { Class = SegmentationClass.Background, RemovedAreaKm2 = removedKm2 });
            else if (kept.Length == cells.Length) objects.Add(found);
            else objects.Add(StormMeasure.Measure(grid, kept, seen, input.Time, SegmentationClass.AtmosphericRiver) with { RemovedAreaKm2 = removedKm2 });
        }
        for (int i = 0; i < labels.Length; i++)
        {
            if (tropical.Labels[i] == SegmentationClass.TropicalCyclone) Set(probabilities, i, SegmentationClass.TropicalCyclone);
            else if (tropical.Labels[i] == SegmentationClass.Ignore) probabilities?.AsSpan(i * SegmentationClass.Count, SegmentationClass.Count).Clear();
        }
        return new LabelledStep(labels, objects) { Probabilities = probabilities };
    }

    static void Set(float[]? probabilities, int cell, byte certain)
    {
        if (probabilities == null) return;
        var classes = probabilities.AsSpan(cell * SegmentationClass.Count, SegmentationClass.Count);
        classes.Clear();
        classes[certain] = 1;
    }
}
