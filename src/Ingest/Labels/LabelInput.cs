using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>What a labeller sees of one time step.</summary>
/// <param name="Grid">The source's own grid in stored order: rows south to north, columns west to east.</param>
/// <param name="Time">The step's time.</param>
/// <param name="Second">The same in seconds on the set's calendar, for differences between steps.</param>
/// <param name="Fields">By channel or variable name: [H, W] row-major in stored order, NaN where missing.</param>
/// <param name="Files">By channel or variable name: the file that the field was read from, for messages.</param>
public sealed record LabelInput(
    LatLonGrid Grid, ClimateTime Time, long Second, IReadOnlyDictionary<string, float[]> Fields, IReadOnlyDictionary<string, string> Files)
{
    readonly List<byte[]> rented = [];

    /// <summary>By channel: what stands in for it, where something does.</summary>
    public IReadOnlyDictionary<string, string> StandIns { get; init; } = new Dictionary<string, string>();

    /// <summary>Where <see cref="RentLabels"/> takes memory; null takes fresh memory.</summary>
    internal FieldPool<byte>? LabelPool { get; init; }

    /// <summary>Memory for labels [H, W] of this step, with whatever was in it. It is used for another step once this one is let go.</summary>
    internal byte[] RentLabels()
    {
        if (LabelPool is null) return new byte[Grid.CellCount];
        rented.Add(LabelPool.Rent());
        return rented[^1];
    }

    /// <summary>The step's labels are done with.</summary>
    internal void ReturnLabels()
    {
        foreach (byte[] labels in rented) LabelPool!.Return(labels);
        rented.Clear();
    }
}
