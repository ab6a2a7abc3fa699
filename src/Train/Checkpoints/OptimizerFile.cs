using Rossby.Core;
using Rossby.Models;
using Rossby.Torch;

namespace Rossby.Train;

/// <summary><c>optimizer.safetensors</c>: the optimizer's state by name.</summary>
internal static class OptimizerFile
{
    /// <summary>Writes the state of this moment.</summary>
    public static void Save(string path, IOptimizer optimizer)
    {
        using var scope = TensorScope.Begin();
        SafeTensorsWriter.Write(path, [.. optimizer.State.Select(s => SafeTensor.Of(s.Key, TensorScope.Current.Import(s.Value)))]);
    }

    /// <summary>Takes a file's values.</summary>
    /// <exception cref="DataException">The file is damaged, or another network's.</exception>
    public static void Load(string path, IOptimizer optimizer)
    {
        var given = SafeTensorsReader.Read(path).Tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
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
