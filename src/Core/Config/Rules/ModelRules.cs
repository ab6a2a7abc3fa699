namespace Rossby.Core;

/// <summary>A network's geometry fits the grid, where the grid is known before a file is read.</summary>
internal static class ModelRules
{
    public static void Check(ModelConfig model, SourceConfig source, ConfigFindings findings)
    {
        if (source is not SyntheticSourceConfig grid || model.Padding == PaddingMode.Zero) return;
        foreach (var (member, rate, stride) in model.DilationRates())
        {
            int rows = Ceiling(grid.Height, stride), columns = Ceiling(grid.Width, stride);
            double most = Math.Min(rows, columns) / 2.0;
            // SCIENCE, Network geometry: a branch whose taps all lie outside the map is a 1 x 1 convolution in disguise.
            if (rate <= most) continue;
            findings.Add($"$.model.{member}", FormattableString.Invariant(
                $"must be at most {most}, half the shorter side of the {rows} x {columns} map that stride {stride} leaves of ")
                + $"{grid.Height} x {grid.Width}, got {rate}");
        }
    }

    static int Ceiling(int size, int stride) => (size + stride - 1) / stride;
}
