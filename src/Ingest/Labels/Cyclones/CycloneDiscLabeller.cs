using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>Labels each selected cyclone by its disc. Cells whose pressure is missing are undecided, unless a disc covers them.</summary>
internal sealed class CycloneDiscLabeller(
    string method, string version, IReadOnlyDictionary<string, string> parameters, string pressureChannel, CycloneSelection selection) : ILabeller
{
    public string Method => method;

    public string Version => version;

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>(parameters) { ["trackFilter"] = selection.TrackFilter };

    public bool IsRuleBased => true;

    public IReadOnlyList<string> NeededChannels { get; } = [pressureChannel];

    public IReadOnlyList<string> NeededVariables => [];

    public IEnumerable<string> Warnings(LatLonGrid grid)
    {
        if (selection.Snapshots > 0) yield return $"labels by {method}: track filter: {selection.TrackFilter}";
    }

    public LabelledStep Label(LabelInput input)
    {
        var grid = input.Grid;
        float[] pressure = input.Fields[pressureChannel];
        byte[] labels = new byte[grid.CellCount];
        for (int i = 0; i < labels.Length; i++)
            if (float.IsNaN(pressure[i])) labels[i] = SegmentationClass.Ignore;
        if (!selection.BySecond.TryGetValue(input.Second, out var cyclones))
            throw new InvalidOperationException($"{method} was asked to label {input.Time}, which was not among the steps that it linked.");
        var objects = new List<StormObject>();
        foreach (var cyclone in cyclones)
        {
            int centre = Nearest(grid.LatitudeDeg, cyclone.Candidate.LatitudeDeg) * grid.Width + Nearest(grid.LongitudeDeg, cyclone.Candidate.LongitudeDeg);
            int[] cells = [.. GridDisc.Around(grid, centre, cyclone.Candidate.RadiusDeg).Select(c => c.Cell).Order()];
            foreach (int cell in cells) labels[cell] = SegmentationClass.TropicalCyclone;
            var measured = StormMeasure.Measure(grid, cells, pressure, input.Time, SegmentationClass.TropicalCyclone);
            objects.Add(measured with
            {
                Truncated = measured.Truncated || cyclone.Candidate.Truncated,
                Track = cyclone.Track?.Number,
                TrackHours = cyclone.Track?.Hours,
                Cyclone = cyclone.Candidate,
            });
        }
        return new LabelledStep(labels, objects);
    }

    // The candidate stands at a cell's centre.
    static int Nearest(double[] axis, double value)
    {
        int nearest = 0;
        for (int i = 1; i < axis.Length; i++)
            if (Math.Abs(axis[i] - value) < Math.Abs(axis[nearest] - value)) nearest = i;
        return nearest;
    }
}
