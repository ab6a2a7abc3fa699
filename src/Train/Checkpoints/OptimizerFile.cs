using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary><c>optimizer.safetensors</c>: the optimizer's state by name.</summary>
internal static class OptimizerFile
{
    const string OptimizerKey = "optimizer";

    /// <summary>Writes a copy of the state.</summary>
    /// <param name="files">The checkpoint.</param>
    /// <param name="state">The tensors by name, in the optimizer's order.</param>
    /// <param name="optimizer">Its <see cref="IOptimizer.Name"/>.</param>
    public static void Write(CheckpointFiles files, IReadOnlyList<SafeTensor> state, string optimizer) =>
        files.Write(files.Folder.Optimizer, stream => SafeTensorsWriter.Write(stream, state, new Dictionary<string, string> { [OptimizerKey] = optimizer }));

    /// <summary>Takes a file's values.</summary>
    /// <exception cref="DataException">The file is damaged, or another optimizer's or network's.</exception>
    public static void Load(string path, IOptimizer optimizer)
    {
        var content = SafeTensorsReader.Read(path);
        if (content.Metadata.GetValueOrDefault(OptimizerKey) is var writer && writer != optimizer.Name)
            throw new DataException($"{path}: holds the state of {writer ?? "an optimizer that it does not name"}, and this run trains with {optimizer.Name}: it cannot go on from there.");
        var given = content.Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        if (given.Count > optimizer.State.Count)
            throw new DataException($"{path}: holds {given.Count} tensors where {optimizer.Name} keeps {optimizer.State.Count}: it belongs to other settings of it or to another network.");
        using var scope = TensorScope.Begin();
        using var noGrad = Autograd.NoGrad();
        foreach (var (name, tensor) in optimizer.State)
        {
            if (!given.TryGetValue(name, out var saved) || !saved.Shape.SequenceEqual(tensor.Shape))
                throw new DataException($"{path}: holds no {name} of shape [{string.Join(", ", tensor.Shape)}]: it belongs to another network.");
            scope.Import(tensor).CopyInPlace(saved.ToTensor());
        }
    }
}
