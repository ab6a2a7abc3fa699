using System.Text.Json;
using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Weights of ours, as a file of PyTorch's.</summary>
public static class WeightExport
{
    /// <summary>
    /// Writes the network's own parameters and statistics as a state_dict, and beside it a config.json as ClimateNet's: variables in order with the mean and
    /// standard deviation by which they are normalised, since the state_dict has no place for them.
    /// </summary>
    /// <param name="weights">A safetensors file of ours.</param>
    /// <param name="output">The PyTorch file; with the ending <c>.cpt</c> a checkpoint as DeepCAM's, which holds the state_dict under <c>model</c>.</param>
    /// <returns>The path of config.json.</returns>
    /// <exception cref="InputMissingException">There is no such file.</exception>
    /// <exception cref="DataException">It is no network of Rossby's.</exception>
    public static string Run(string weights, string output)
    {
        var content = SafeTensorsReader.Read(weights);
        var description = ModelDescription.FromMetadata(content.Metadata, weights);
        PyTorchWriter.Write(
            output, [.. content.Tensors.Where(t => t.Name is not (InputMean or InputDeviation))], output.EndsWith(".cpt", StringComparison.Ordinal) ? "model" : null);
        string config = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, "config.json");
        AtomicFile.Write(config, stream => WriteConfig(stream, weights, description, content));
        return config;
    }

    const string InputMean = "input.mean", InputDeviation = "input.std";

    static void WriteConfig(Stream stream, string weights, ModelDescription description, SafeTensorsContent content)
    {
        float[] Of(string name) => content.Tensors.FirstOrDefault(t => t.Name == name) is { DType: ScalarType.Float32 } tensor
            ? System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.Data.Span).ToArray()
            : throw new DataException($"{weights}: it lacks {name}.");
        var (mean, deviation) = (Of(InputMean), Of(InputDeviation));
        using var json = new Utf8JsonWriter(stream, new() { Indented = true });
        json.WriteStartObject();
        json.WriteString("architecture", ModelSection.NameOf(description.Config));
        json.WriteStartObject("fields");
        for (int c = 0; c < description.Channels.Count; c++)
        {
            json.WriteStartObject(description.Channels[c].Name);
            json.WriteNumber("mean", mean[c]);
            json.WriteNumber("std", deviation[c]);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartArray("labels");
        foreach (string name in SegmentationClass.Names) json.WriteStringValue(name);
        json.WriteEndArray();
        if (description.SyntheticNotice is not null) json.WriteString("description", description.SyntheticNotice);
        json.WriteEndObject();
    }
}
