using Rossby.Core;

namespace Rossby.Models;

/// <summary>Whether dilation rates fit the maps that they work on (SCIENCE, Network geometry).</summary>
public static class DilationCheck
{
    /// <summary>
    /// A rate of the config must be at most half the shorter side of its map. The rates that the encoder derives from the output stride follow TF-slim
    /// and are only remarked on, as long as a periodic margin is not wider than the map.
    /// </summary>
    /// <param name="config">The network.</param>
    /// <param name="height">Rows of the network's input, a multiple of the output stride.</param>
    /// <param name="width">Columns of it, likewise.</param>
    /// <returns>What is worth a warning.</returns>
    /// <exception cref="ConfigException">A rate does not fit.</exception>
    public static IReadOnlyList<string> Check(DeepLabV3PlusResNet50Config config, int height, int width)
    {
        int rows = height / config.OutputStride, columns = width / config.OutputStride, most = Math.Min(rows, columns) / 2;
        string map = $"a map of {rows} x {columns} (input {height} x {width}, output stride {config.OutputStride})";
        var findings = new List<string>();
        var remarks = new List<string>();
        for (int i = 0; i < config.AtrousRates.Count; i++)
        {
            if (config.AtrousRates[i] > most)
                findings.Add($"$.model.atrousRates[{i}]: rate {config.AtrousRates[i]} on {map}; at most {most}, half the shorter side, fits.");
        }
        // Rates above 1 occur only where the output stride is reached.
        foreach (var unit in ResNetV2Geometry.Units(config).Where(u => u.Rate > most && u.Rate > 1).DistinctBy(u => u.Stage))
        {
            string what = $"stage {unit.Stage} of the encoder has rate {unit.Rate} on {map}";
            if (unit.Rate > columns) findings.Add($"$.model.outputStride: {what}; choose a larger stride.");
            else remarks.Add($"{what}: many of its taps lie beyond the edge.");
        }
        return findings.Count == 0 ? remarks : throw new ConfigException(findings);
    }
}
