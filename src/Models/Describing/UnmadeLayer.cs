namespace Rossby.Models;

/// <summary>Parameters of a published network that no pass uses.</summary>
/// <param name="Name">Where they would be.</param>
/// <param name="Parameters">How many they are.</param>
/// <param name="Why">What they are.</param>
public sealed record UnmadeLayer(string Name, long Parameters, string Why);
