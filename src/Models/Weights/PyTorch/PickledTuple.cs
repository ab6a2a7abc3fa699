namespace Rossby.Models;

/// <summary>A tuple of a pickle.</summary>
internal sealed record PickledTuple(IReadOnlyList<object?> Items);
