using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>Weights of another program, as a file of ours: with their channels and their normalisation.</summary>
public static class WeightImport
{
    /// <summary>Takes up a PyTorch file and writes it as safetensors with all that <see cref="ModelFactory.Open"/> needs.</summary>
    /// <param name="file">What <c>torch.save</c> wrote.</param>
    /// <param name="config">The network that it is of.</param>
    /// <param name="channels">What it was trained on.</param>
    /// <param name="output">Where the safetensors file goes.</param>
    /// <returns>Where the first batch norm contradicts the statistics; empty if it agrees.</returns>
    /// <exception cref="DataException">The file is damaged, asks for more than tensors, or is not of this network: nothing was written.</exception>
    public static IReadOnlyList<string> Run(string file, ModelConfig config, ImportedChannels channels, string output)
    {
        var tensors = PyTorchFile.Read(file);
        // The predecessors' grids are global.
        using var model = ModelFactory.Create(config, channels.Channels, periodicLongitude: true, seed: null);
        SafeTensor[] all = [Vector("input.mean", channels.Scales.Select(s => s.Shift)), Vector("input.std", channels.Scales.Select(s => s.Scale)), .. tensors];
        ModelWeights.Assign(file, all, model.Parameters);
        var mismatches = model.FirstNorm is { } first ? FirstNormCheck.Mismatches(first, all.ToDictionary(t => t.Name), channels) : [];
        ModelWeights.Save(output, model.Parameters, ModelDescription.Of(model, syntheticNotice: null).ToMetadata());
        return mismatches;
    }

    static SafeTensor Vector(string name, IEnumerable<double> values)
    {
        float[] all = [.. values.Select(v => (float)v)];
        using var scope = TensorScope.Begin();
        return SafeTensor.Of(name, Tensor.From<float>(all, [all.Length]));
    }
}
