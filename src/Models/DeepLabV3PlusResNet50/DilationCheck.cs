using Rossby.Core;

namespace Rossby.Models;

/// <summary>Whether dilation rates fit the maps that they work on (SCIENCE, Network geometry).</summary>
public static class DilationCheck
{
    /// <summary>
    /// The rates of the config are checked as those of any network; those that the encoder derives from the output stride follow TF-slim and are only
    /// remarked on, as long as a margin is not wider than the map.
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
        var (rateFindings, rateRemarks) = RateCheck.Check(config, height, width);
        var findings = new List<string>(rateFindings);
        var remarks = new List<string>(rateRemarks);
        // Rates above 1 occur only where the output stride is reached.
        foreach (var unit in ResNetV2Geometry.Units(config).Where(u => u.Rate > most && u.Rate > 1).DistinctBy(u => u.Stage))
        {
            string what = $"stage {unit.Stage} of the encoder has rate {unit.Rate} on {map}";
            if (unit.Rate > columns && config.Padding != PaddingMode.Zero) findings.Add($"$.model.outputStride: {what}; choose a larger stride.");
            else remarks.Add($"{what}: many of its taps lie beyond the edge.");
        }
        return findings.Count == 0 ? remarks : throw new ConfigException(findings);
    }
}
