namespace Rossby.Models;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">Its arrays, in the order of their data.</param>
/// <param name="Metadata">The strings under <c>__metadata__</c>; empty if there are none.</param>
public sealed record SafeTensorsContent(IReadOnlyList<SafeTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
