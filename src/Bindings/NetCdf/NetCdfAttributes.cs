using System.Collections;

namespace Rossby.NetCdf;

/// <summary>The attributes of a variable or a file, in the file's order.</summary>
public sealed class NetCdfAttributes : IReadOnlyList<NetCdfAttribute>
{
    readonly List<NetCdfAttribute> attributes;

    internal NetCdfAttributes(List<NetCdfAttribute> attributes) => this.attributes = attributes;

    /// <inheritdoc/>
    public int Count => attributes.Count;

    /// <inheritdoc/>
    public NetCdfAttribute this[int index] => attributes[index];

    /// <summary>The attribute of that name, or null. Names are case-sensitive.</summary>
    public NetCdfAttribute? Find(string name) => attributes.Find(a => a.Name == name);

    /// <summary>The text of the attribute of that name; null when there is none or it holds numbers.</summary>
    public string? Text(string name) => Find(name)?.Text;

    /// <summary>The first number of the attribute of that name; null when there is none or it is text.</summary>
    public double? Number(string name) => Find(name)?.Numbers is [var first, ..] ? first : null;

    /// <inheritdoc/>
    public IEnumerator<NetCdfAttribute> GetEnumerator() => attributes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => attributes.GetEnumerator();
}
