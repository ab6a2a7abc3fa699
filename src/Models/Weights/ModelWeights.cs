using Rossby.Core;
using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The weights and running statistics of a network, to and from safetensors.</summary>
public static class ModelWeights
{
    /// <summary>A copy of all values at this moment, in the store's order; other threads may write it out.</summary>
    public static IReadOnlyList<SafeTensor> Snapshot(ParameterStore store)
    {
        using var scope = TensorScope.Begin();
        return [.. store.All.Select(p => SafeTensor.Of(p.Name, p.Value))];
    }

    /// <summary>Writes all, whole or not at all; equal values give equal bytes.</summary>
    public static void Save(string path, ParameterStore store, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafeTensorsWriter.Write(path, Snapshot(store), metadata);

    /// <summary>Takes a file's values for all of a network.</summary>
    /// <exception cref="DataException">It is damaged, or missing, unexpected or misshapen names are in it: the message lists all; nothing has been changed.</exception>
    public static void Load(string path, ParameterStore store) => Assign(path, SafeTensorsReader.Read(path).Tensors, store);

    /// <summary>Takes values for all of a network, each converted to its parameter's type.</summary>
    /// <param name="source">Where they come from, for the message.</param>
    /// <param name="tensors">One for each parameter and buffer, by name.</param>
    /// <param name="store">The network's.</param>
    /// <exception cref="DataException">Names are missing, unexpected or misshapen: the message lists all; nothing has been changed.</exception>
    public static void Assign(string source, IReadOnlyList<SafeTensor> tensors, ParameterStore store)
    {
        var given = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        string[] missing = [.. store.All.Where(p => !given.ContainsKey(p.Name)).Select(p => p.Name)];
        string[] unexpected = [.. tensors.Where(t => store.Find(t.Name) is null).Select(t => t.Name)];
        string[] misshapen =
        [
            .. store.All.Where(p => given.TryGetValue(p.Name, out var t) && !t.Shape.SequenceEqual(p.Shape))
                .Select(p => $"{p.Name} is [{string.Join(", ", given[p.Name].Shape)}], expected [{string.Join(", ", p.Shape)}]"),
        ];
        if (missing.Length + unexpected.Length + misshapen.Length > 0)
            throw new DataException($"{source}: these are not the weights of this network." + List("missing", missing) + List("unexpected", unexpected) + List("misshapen", misshapen));

        foreach (var parameter in store.All)
        {
            using var scope = TensorScope.Begin();
            parameter.Assign(given[parameter.Name].ToTensor());
        }
    }

    static string List(string kind, string[] names) => names.Length == 0 ? "" : $"\n  {kind} ({names.Length}): {string.Join("; ", names)}";
}
