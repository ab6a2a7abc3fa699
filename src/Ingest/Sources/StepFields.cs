using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>The fields of one time while a sample is read: what several channels need is read once. For one thread.</summary>
/// <param name="open">The source's open files.</param>
/// <param name="grid">The grid in stored order.</param>
/// <param name="second">The time.</param>
/// <param name="shared">Series that are asked for more than once.</param>
internal sealed class StepFields(OpenFiles open, LatLonGrid grid, long second, IReadOnlySet<ChannelSeries> shared)
{
    readonly Dictionary<ChannelSeries, float[]> kept = [];

    internal LatLonGrid Grid => grid;

    internal long Second => second;

    /// <summary>A series' field of this time.</summary>
    internal void Read(ChannelSeries series, Memory<float> field)
    {
        if (kept.TryGetValue(series, out float[]? known))
        {
            known.CopyTo(field);
            return;
        }
        series.Read(this, field);
        if (shared.Contains(series)) kept[series] = field.ToArray();
    }

    /// <summary>A field where it lies in a file.</summary>
    internal void Read(in FieldLocation location, Memory<float> field)
    {
        var slab = location;
        open.Use(slab.Match.Field.FilePath, file =>
        {
            FieldSlab.Read(file, slab, field.Span);
            return true;
        });
    }
}
