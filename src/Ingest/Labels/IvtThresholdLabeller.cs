using System.Globalization;
using Rossby.Core;

namespace Rossby.Ingest;

/// <summary>
/// Atmospheric rivers by a fixed threshold and the shape of the object (SCIENCE, Labels): cells at or above the threshold outside the tropics, 8-connected;
/// kept when long (largest great-circle distance L), narrow (width A / L) and centred poleward of a latitude.
/// </summary>
internal sealed class IvtThresholdLabeller(IvtThresholdConfig config, RiverField field) : ILabeller
{
    public string Method => "ivt-threshold";

    public string Version => "1";

    public IReadOnlyDictionary<string, string> Parameters { get; } = new Dictionary<string, string>
    {
        ["field"] = field.Channel,
        [field.DampingDeg == null ? "thresholdKgPerMetreSecond" : "waterVapourThresholdKgPerSquareMetre"] = Text(field.Threshold),
        ["dampingDeg"] = field.DampingDeg is { } damping ? Text(damping) : "none",
        ["tropicsCutDeg"] = Text(config.TropicsCutDeg),
        ["minimumLengthKm"] = Text(config.MinimumLengthKm),
        ["minimumLengthToWidth"] = Text(config.MinimumLengthToWidth),
        ["minimumCentroidLatitudeDeg"] = Text(config.MinimumCentroidLatitudeDeg),
    };

    public bool IsRuleBased => true;

    public IReadOnlyList<string> NeededChannels { get; } = [field.Channel];

    public IReadOnlyList<string> NeededVariables => [];

    public LabelledStep Label(LabelInput input)
    {
        var grid = input.Grid;
        float[] values = input.Fields[field.Channel];
        byte[] labels = new byte[grid.CellCount];
        bool[] strong = new bool[grid.CellCount];
        for (int row = 0; row < grid.Height; row++)
        {
            double latitude = grid.LatitudeDeg[row], damping = field.Damping(latitude);
            bool tropics = Math.Abs(latitude) < config.TropicsCutDeg;
            for (int i = row * grid.Width; i < (row + 1) * grid.Width; i++)
            {
                if (float.IsNaN(values[i])) labels[i] = SegmentationClass.Ignore;
                else strong[i] = !tropics && values[i] * damping >= field.Threshold;
            }
        }
        int[] components = new int[grid.CellCount];
        int count = ConnectedComponents.Label(strong, grid.Height, grid.Width, grid.IsGlobal, components);
        var cellsOf = CellsByComponent(components, count);
        var rivers = new List<StormObject>();
        foreach (int[] cells in cellsOf)
        {
            var river = StormMeasure.Measure(grid, cells, values, input.Time, SegmentationClass.AtmosphericRiver);
            if (!IsRiver(river)) continue;
            rivers.Add(river);
            foreach (int cell in cells) labels[cell] = SegmentationClass.AtmosphericRiver;
        }
        return new LabelledStep(labels, rivers);
    }

    bool IsRiver(StormObject found) =>
        found.LengthKm >= config.MinimumLengthKm
        && found.LengthKm >= config.MinimumLengthToWidth * found.WidthKm
        && Math.Abs(found.CentroidLatitudeDeg) >= config.MinimumCentroidLatitudeDeg;

    static int[][] CellsByComponent(int[] components, int count)
    {
        var sizes = new int[count];
        foreach (int component in components)
            if (component > 0) sizes[component - 1]++;
        int[][] cells = [.. sizes.Select(size => new int[size])];
        for (int i = components.Length - 1; i >= 0; i--)
            if (components[i] > 0) cells[components[i] - 1][--sizes[components[i] - 1]] = i;
        return cells;
    }

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
