namespace Rossby.Models;

/// <summary>A name that a pickle may use, and what calling it makes.</summary>
/// <param name="Name">Module and name.</param>
/// <param name="Build">Makes the object of the file's name and the arguments.</param>
internal sealed record PickledName(string Name, Func<string, IReadOnlyList<object?>, object?> Build);
