using Rossby.Core;
using Rossby.Hdf5;
using Rossby.Models;

namespace Rossby.Cli;

/// <summary>Where imported weights' normalisation comes from.</summary>
internal static class ModelStatistics
{
    // ClimateNet's four channels, in the order of its published config.json.
    static readonly string[] climateNetChannels = ["TMQ", "U850", "V850", "PSL"];

    /// <summary>What <c>--statistics</c> names, or the config.json beside the weights.</summary>
    /// <param name="weights">The PyTorch file.</param>
    /// <param name="given">A published set's name, or a file: ClimateNet's config.json, DeepCAM's stats.h5, a manifest.json of ours; null for none.</param>
    /// <exception cref="UsageException">None is given, and none lies beside the weights.</exception>
    /// <exception cref="InputMissingException">The file is not there.</exception>
    public static ImportedChannels Find(string weights, string? given)
    {
        string beside = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(weights))!, "config.json");
        if (given is null)
        {
            return File.Exists(beside)
                ? ClimateNetStatistics.ReadConfig(beside)
                : throw new UsageException(
                    $"--statistics: needed, since no config.json lies beside {weights}: a config.json of ClimateNet, DeepCAM's stats.h5, "
                    + $"a manifest.json, or {string.Join(" or ", ClimateNetStatistics.Named.Keys)}");
        }
        if (ClimateNetStatistics.Named.TryGetValue(given, out var named))
        {
            var order = File.Exists(beside) ? ClimateNetStatistics.ReadConfig(beside).Channels.Select(c => c.Name) : climateNetChannels;
            return ClimateNetStatistics.Of([.. order.Select(name => (name, named.TryGetValue(name, out var scale)
                ? scale
                : throw new UsageException($"--statistics {given}: has no channel {name}")))]);
        }
        if (!File.Exists(given)) throw new InputMissingException($"--statistics {given}: no such file, and none of {string.Join(", ", ClimateNetStatistics.Named.Keys)}.");
        return Path.GetFileName(given) switch
        {
            var name when name.EndsWith(".h5", StringComparison.Ordinal) => DeepCam(given),
            "manifest.json" => OfManifest(given),
            _ => ClimateNetStatistics.ReadConfig(given),
        };
    }

    static ImportedChannels OfManifest(string path)
    {
        var channels = ManifestFile.Read(path).Channels;
        return new(channels, [.. channels.Select(c => new InputScale(c.Mean, c.StandardDeviation > 0 ? c.StandardDeviation : 1))]);
    }

    // DeepCAM brings each channel to [0, 1] (cam_hdf5_dataset.py:104-110).
    static ImportedChannels DeepCam(string path)
    {
        using var file = H5File.Open(path);
        double[] mean = Read(file, "mean"), square = Read(file, "sqmean"), least = Read(file, "minval"), most = Read(file, "maxval");
        var known = ClimateChannels.Cam5;
        if (new[] { mean, square, least, most }.Any(v => v.Length != known.Count))
            throw new DataException($"{path}: expected {known.Count} values each in climate/mean, sqmean, minval and maxval, got {mean.Length}, {square.Length}, {least.Length} and {most.Length}.");
        return new(
            [
                .. known.Select((c, i) => new ChannelStatistics
                {
                    Name = c.Name, LongName = c.LongName, Units = c.Units, Mean = mean[i], StandardDeviation = Math.Sqrt(Math.Max(0, square[i] - mean[i] * mean[i])),
                    Minimum = least[i], Maximum = most[i], MissingShare = 0, Origin = "imported",
                }),
            ],
            [.. least.Zip(most, (low, high) => new InputScale(low, high > low ? high - low : 1))]);
    }

    static double[] Read(H5File file, string name)
    {
        using var dataset = file.OpenDataset($"climate/{name}");
        double[] values = new double[dataset.Length];
        dataset.Read<double>(values);
        return values;
    }
}
