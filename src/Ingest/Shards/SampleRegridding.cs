using Microsoft.Extensions.Logging;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Takes samples from the source's grid to that of the shards, which may be the same. Labels come as they were made on the source's grid.</summary>
internal sealed class SampleRegridding
{
    readonly Regridding? fields, areas;

    SampleRegridding(LatLonGrid target, SourceOrientation orientation) => (Target, Orientation) = (target, orientation);

    SampleRegridding(LatLonGrid source, LatLonGrid target)
        : this(target, new SourceOrientation(false, 0, "lat", "lon", target.LongitudeDeg))
    {
        fields = Regridding.Choose(source, target);
        areas = Regridding.Conservative(source, target);
        Description = $"fields {fields.Method}, labels as class area shares (conservative), from {source.Height} x {source.Width} cells to {target.Height} x {target.Width}";
    }

    /// <summary>The shards' grid.</summary>
    internal LatLonGrid Target { get; }

    /// <summary>How the way back to the order of files goes: to the source's own, or to the target's as it is.</summary>
    internal SourceOrientation Orientation { get; }

    /// <summary>For the manifest; null where nothing is regridded.</summary>
    internal string? Description { get; }

    /// <summary>Whether fields change their grid; then every labelling becomes a soft one too.</summary>
    internal bool IsNeeded => fields != null;

    /// <summary>From the config.</summary>
    /// <param name="config">The target; null keeps the source's grid.</param>
    /// <param name="source">The source.</param>
    /// <param name="log">Is told what is done.</param>
    /// <exception cref="DataException">The target lies outside the source.</exception>
    internal static SampleRegridding Create(GridConfig? config, SampleSource source, ILogger log)
    {
        if (config == null) return new SampleRegridding(source.Grid, source.Orientation);
        var made = new SampleRegridding(source.Grid, config.Build());
        float[] one = new float[source.Grid.CellCount], shown = new float[made.Target.CellCount];
        made.fields!.Apply(one, shown);
        if (!shown.Contains(0)) throw new DataException($"$.ingest.grid lies outside the source's grid ({source.Files[0]}): no cell of it has a value");
        log.LogInformation("regridding: {Description}", made.Description);
        return made;
    }

    /// <summary>Regrids a field [H, W].</summary>
    internal float[] Field(float[] field)
    {
        if (fields == null) return field;
        float[] result = new float[Target.CellCount];
        fields.Apply(field, result);
        return result;
    }

    /// <summary>Regrids the labels of one step: shares of the classes, and the hard label that keeps their areas. Objects stay as they were found.</summary>
    /// <param name="step">On the source's grid.</param>
    /// <param name="shareAreaKm2">The area of each class before it was made hard; empty where nothing is regridded.</param>
    internal LabelledStep Labels(LabelledStep step, out double[] shareAreaKm2)
    {
        shareAreaKm2 = [];
        if (areas == null) return step;
        var shares = ClassShares.Of(areas, step.Labels);
        shareAreaKm2 = [.. shares.ShareAreaKm2];
        float[] soft = shares.Shares;
        if (step.Probabilities is { } probabilities)
            for (int k = 0; k < SegmentationClass.Count; k++) areas.Apply(probabilities, soft, k, SegmentationClass.Count);
        return new LabelledStep(shares.Labels, step.Objects) { Probabilities = soft };
    }
}
