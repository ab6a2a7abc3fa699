using Rossby.Core;

namespace Rossby.Models;

/// <summary>Whether the dilation rates of a config fit the maps that they work on (SCIENCE, Network geometry).</summary>
internal static class RateCheck
{
    /// <summary>
    /// A rate larger than half the shorter side of its map is a finding; where zeros lie beyond the edge, as the predecessors have it, only a remark:
    /// its taps read zeros there, and nothing is seen twice.
    /// </summary>
    /// <param name="config">The network.</param>
    /// <param name="height">Rows of the network's input.</param>
    /// <param name="width">Columns of it.</param>
    public static (IReadOnlyList<string> Findings, IReadOnlyList<string> Remarks) Check(ModelConfig config, int height, int width)
    {
        string[] tooLarge =
        [
            .. from rate in config.DilationRates()
               let rows = height / rate.Stride
               let columns = width / rate.Stride
               let most = Math.Min(rows, columns) / 2
               where rate.Rate > most
               select $"$.model.{rate.Member}: rate {rate.Rate} on a map of {rows} x {columns} (input {height} x {width}, output stride {rate.Stride}); "
                   + $"at most {most}, half the shorter side, fits.",
        ];
        return config.Padding == PaddingMode.Zero ? ([], tooLarge) : (tooLarge, []);
    }

    /// <summary>The remarks.</summary>
    /// <exception cref="ConfigException">There are findings.</exception>
    public static IReadOnlyList<string> Require(ModelConfig config, int height, int width)
    {
        var (findings, remarks) = Check(config, height, width);
        return findings.Count == 0 ? remarks : throw new ConfigException(findings);
    }
}
