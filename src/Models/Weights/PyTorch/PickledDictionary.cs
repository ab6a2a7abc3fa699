namespace Rossby.Models;

/// <summary>A dictionary of a pickle, in its order.</summary>
internal sealed class PickledDictionary
{
    public List<(object? Key, object? Value)> Items { get; } = [];

    /// <summary>The value of a key, or null.</summary>
    public object? this[string key] => Items.Find(item => item.Key is string name && name == key).Value;
}
