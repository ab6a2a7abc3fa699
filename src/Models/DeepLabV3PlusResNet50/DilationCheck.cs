using Rossby.Core;

namespace Rossby.Models;

/// <summary>Refuses dilation rates whose outer taps would lie beyond the map (SCIENCE, Network geometry).</summary>
public static class DilationCheck
{
    /// <summary>Every rate of encoder and pyramid must be at most half the shorter side of the map that it works on.</summary>
    /// <param name="config">The network.</param>
    /// <param name="height">Rows of the network's input, a multiple of the output stride.</param>
    /// <param name="width">Columns of it, likewise.</param>
    /// <exception cref="ConfigException">A rate is too large for the grid.</exception>
    public static void Require(DeepLabV3PlusResNet50Config config, int height, int width)
    {
        var findings = new List<string>();
        foreach (var unit in ResNetV2Geometry.Units(config).Where(u => u.Rate > 1).DistinctBy(u => u.Stage))
        {
            if (Excess(unit.Rate, unit.InputStride) is { } excess)
                findings.Add($"$.model.outputStride: at {config.OutputStride} stage {unit.Stage} of the encoder has {excess} Choose a larger one, or 0 units for that stage.");
        }
        foreach (int rate in config.AtrousRates)
        {
            if (Excess(rate, config.OutputStride) is { } excess) findings.Add($"$.model.atrousRates: the pyramid has {excess}");
        }
        if (findings.Count > 0) throw new ConfigException(findings);

        string? Excess(int rate, int stride)
        {
            int rows = height / stride, columns = width / stride;
            return 2 * rate <= Math.Min(rows, columns)
                ? null
                : $"dilation rate {rate} on a map of {rows} x {columns} (input {height} x {width}); at most {Math.Min(rows, columns) / 2} fits.";
        }
    }
}
