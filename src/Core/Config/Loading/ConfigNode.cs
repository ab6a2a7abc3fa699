using System.Text.Json;

namespace Rossby.Core;

/// <summary>One value of a config file with the place where it stands, which the runtime's own JSON tree does not keep.</summary>
/// <param name="path">Such as <c>$.train.epochs</c>.</param>
/// <param name="place">Such as <c>pipeline.json:14:21</c>, or <c>--set train.epochs=3</c>.</param>
/// <param name="kind">What it is.</param>
/// <param name="text">A string's characters, or a number's or literal's JSON text; empty for an object or array.</param>
internal sealed class ConfigNode(string path, string place, JsonValueKind kind, string text = "")
{
    public string Path { get; } = path;

    public string Place { get; } = place;

    public JsonValueKind Kind { get; } = kind;

    public string Text { get; } = text;

    /// <summary>An object's members in the file's order.</summary>
    public List<ConfigMember> Members { get; } = [];

    /// <summary>An array's values.</summary>
    public List<ConfigNode> Items { get; } = [];

    public ConfigNode? this[string name] => Members.Find(m => m.Name == name)?.Value;

    /// <summary>The path of a member: quoted where its name is not a plain word.</summary>
    public string PathOf(string name) => Child(Path, name);

    public static string Child(string path, string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$') ? $"{path}.{name}" : $"{path}['{name}']";

    /// <summary>For messages: what the file holds, shortened.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => '"' + (Text.Length <= 40 ? Text : Text[..37] + "...") + '"',
        _ => Text,
    };

    public IEnumerable<ConfigNode> SelfAndDescendants() =>
        [this, .. Members.SelectMany(m => m.Value.SelfAndDescendants()), .. Items.SelectMany(i => i.SelfAndDescendants())];

    /// <summary>Adds a member, or replaces the one of that name.</summary>
    public void Set(ConfigMember member)
    {
        int at = Members.FindIndex(m => m.Name == member.Name);
        if (at < 0) Members.Add(member);
        else Members[at] = member;
    }

    /// <summary>The value as JSON.</summary>
    public byte[] ToUtf8()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) WriteTo(writer);
        return stream.ToArray();
    }

    public void WriteTo(Utf8JsonWriter writer)
    {
        switch (Kind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in Members)
                {
                    writer.WritePropertyName(member.Name);
                    member.Value.WriteTo(writer);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in Items) item.WriteTo(writer);
                writer.WriteEndArray();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Text);
                break;
            default:
                writer.WriteRawValue(Text);
                break;
        }
    }
}
