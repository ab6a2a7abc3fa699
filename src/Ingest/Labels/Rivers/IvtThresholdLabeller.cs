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
        var rivers = new List<StormObject>();
        foreach (var (cells, river) in RiverObjects.Of(strong, values, input))
        {
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

    static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
