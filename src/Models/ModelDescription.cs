using System.Globalization;
using System.Text.Json;
using Rossby.Core;

namespace Rossby.Models;

/// <summary>What a weights file says of its network: enough to build it again and to know what it may be fed.</summary>
/// <param name="Config">The section <c>model</c>.</param>
/// <param name="Channels">Names and units of the channels, in order, with the statistics of the training split.</param>
/// <param name="PeriodicLongitude">Whether the grid that it was trained on goes round the globe.</param>
/// <param name="TrainedClasses">The classes that its training split holds.</param>
/// <param name="SyntheticNotice">Set when it was trained on generated fields: what must be said wherever its results appear.</param>
public sealed record ModelDescription(
    ModelConfig Config, IReadOnlyList<ChannelStatistics> Channels, bool PeriodicLongitude, IReadOnlyList<byte> TrainedClasses, string? SyntheticNotice)
{
    /// <summary>The description of a network.</summary>
    public static ModelDescription Of(SegmentationModel model, string? syntheticNotice) =>
        new(model.Config, model.Channels, model.PeriodicLongitude, model.TrainedClasses, syntheticNotice);

    /// <summary>As the metadata of a safetensors file, which holds strings only.</summary>
    public IReadOnlyDictionary<string, string> ToMetadata()
    {
        // Ordered, so that equal networks give equal bytes.
        var metadata = new OrderedDictionary<string, string>
        {
            ["format"] = "pt",
            ["model"] = JsonSerializer.Serialize(Config, ModelJson.Default.ModelConfig),
            ["channels"] = JsonSerializer.Serialize(Channels, ModelJson.Default.IReadOnlyListChannelStatistics),
            ["classes"] = string.Join(", ", SegmentationClass.Names),
            ["trained_classes"] = string.Join(", ", TrainedClasses.Select(c => SegmentationClass.Names[c])),
            ["periodic_longitude"] = PeriodicLongitude.ToString(CultureInfo.InvariantCulture),
        };
        if (SyntheticNotice is not null) metadata["synthetic_notice"] = SyntheticNotice;
        return metadata;
    }

    static byte[] Classes(string names) => [.. names.Split(", ").Select(name => SegmentationClass.Names.ToList().IndexOf(name) is var c and >= 0
        ? (byte)c
        : throw new FormatException($"'{name}' is no class"))];

    /// <summary>From the metadata of a weights file.</summary>
    /// <param name="metadata">Its strings.</param>
    /// <param name="path">The file, for messages.</param>
    /// <exception cref="DataException">They do not describe a network.</exception>
    public static ModelDescription FromMetadata(IReadOnlyDictionary<string, string> metadata, string path)
    {
        try
        {
            var config = JsonSerializer.Deserialize(metadata["model"], ModelJson.Default.ModelConfig);
            var channels = JsonSerializer.Deserialize(metadata["channels"], ModelJson.Default.IReadOnlyListChannelStatistics);
            if (config is null || channels is null) throw new JsonException("null");
            return new(config, channels, bool.Parse(metadata["periodic_longitude"]), Classes(metadata["trained_classes"]), metadata.GetValueOrDefault("synthetic_notice"));
        }
        catch (Exception e) when (e is KeyNotFoundException or JsonException or FormatException)
        {
            throw new DataException(
                $"{path}: its metadata do not describe a network ({e.Message}): it was not written by Rossby's training, or by another version.", e);
        }
    }
}
