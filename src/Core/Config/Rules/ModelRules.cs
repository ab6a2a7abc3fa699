namespace Rossby.Core;

/// <summary>A network's geometry fits the grid, where the grid is known before a file is read.</summary>
internal static class ModelRules
{
    public static void Check(ModelConfig model, SourceConfig source, ConfigFindings findings)
    {
        if (model is not DeepLabV3PlusResNet50Config deepLab || source is not SyntheticSourceConfig grid) return;
        int rows = Ceiling(grid.Height, deepLab.OutputStride), columns = Ceiling(grid.Width, deepLab.OutputStride);
        double most = Math.Min(rows, columns) / 2.0;
        for (int i = 0; i < deepLab.AtrousRates.Count; i++)
        {
            // SCIENCE, Network geometry: a branch whose taps all lie outside the map is a 1 x 1 convolution in disguise.
            if (deepLab.AtrousRates[i] > most)
            {
                findings.Add($"$.model.atrousRates[{i}]", FormattableString.Invariant(
                    $"must be at most {most}, half the shorter side of the {rows} x {columns} map that stride {deepLab.OutputStride} leaves of ")
                    + $"{grid.Height} x {grid.Width}, got {deepLab.AtrousRates[i]}");
            }
        }
    }

    static int Ceiling(int size, int stride) => (size + stride - 1) / stride;
}
