using Rossby.Torch;

namespace Rossby.Models;

/// <summary>The memory behind tensors of a PyTorch file.</summary>
/// <param name="Key">Its name in the file.</param>
/// <param name="DType">The type of its elements.</param>
/// <param name="Elements">How many they are.</param>
internal sealed record PickledStorage(string Key, ScalarType DType, long Elements);
