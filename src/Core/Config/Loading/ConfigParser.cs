using System.Text;
using System.Text.Json;

namespace Rossby.Core;

/// <summary>Reads JSON, with comments and trailing commas, into values that know their line and column.</summary>
internal static class ConfigParser
{
    static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Parses a file; a key written twice is a finding, broken JSON ends at once.</summary>
    /// <exception cref="ConfigException">Not JSON.</exception>
    public static ConfigNode ParseFile(string file, ReadOnlySpan<byte> utf8, ConfigFindings findings)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (utf8.Trim(" \t\r\n"u8).IsEmpty) throw new ConfigException([$"{file}:1:1: the file is empty"]);
        try
        {
            return Parse(utf8, "$", file, null, findings);
        }
        catch (JsonException e)
        {
            int column = ColumnOf(utf8, LineStart(utf8, (int)(e.LineNumber ?? 0)), (int)(e.BytePositionInLine ?? 0));
            throw new ConfigException([$"{file}:{e.LineNumber + 1}:{column}: not JSON: {e.Message.Split(" LineNumber:")[0]}"]);
        }
    }

    /// <summary>Parses a value that stands for <paramref name="path"/> and came from <paramref name="origin"/> as a whole.</summary>
    /// <exception cref="JsonException">Not JSON.</exception>
    public static ConfigNode ParseValue(ReadOnlySpan<byte> utf8, string path, string origin, ConfigFindings findings) =>
        Parse(utf8, path, "", origin, findings);

    static ConfigNode Parse(ReadOnlySpan<byte> utf8, string rootPath, string file, string? origin, ConfigFindings findings)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        var open = new Stack<ConfigNode>();
        ConfigNode? root = null;
        (string Name, string Place)? key = null;
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }
            string place = origin ?? $"{file}:{LineAndColumn(utf8, (int)reader.TokenStartIndex)}";
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                key = (reader.GetString()!, place);
                continue;
            }
            string path = open.Count == 0 ? rootPath : key is { } named ? open.Peek().PathOf(named.Name) : $"{open.Peek().Path}[{open.Peek().Items.Count}]";
            var node = new ConfigNode(path, place, KindOf(reader.TokenType), TextOf(ref reader));
            if (open.Count == 0) root = node;
            else if (key is { } member) AddMember(open.Peek(), new ConfigMember(member.Name, member.Place, node), findings);
            else open.Peek().Items.Add(node);
            key = null;
            if (node.Kind is JsonValueKind.Object or JsonValueKind.Array) open.Push(node);
        }
        return root!;
    }

    static void AddMember(ConfigNode parent, ConfigMember member, ConfigFindings findings)
    {
        if (parent.Members.Find(m => m.Name == member.Name) is { } first)
            findings.Add(member.Place, member.Value.Path, $"written twice; first at {Words(first.Place)}");
        else
            parent.Members.Add(member);
    }

    static string Words(string place) => place.Split(':') is [.., var line, var column] ? $"line {line}, column {column}" : place;

    static JsonValueKind KindOf(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => JsonValueKind.Object,
        JsonTokenType.StartArray => JsonValueKind.Array,
        JsonTokenType.String => JsonValueKind.String,
        JsonTokenType.Number => JsonValueKind.Number,
        JsonTokenType.True => JsonValueKind.True,
        JsonTokenType.False => JsonValueKind.False,
        _ => JsonValueKind.Null,
    };

    static string TextOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray => "",
        JsonTokenType.String => reader.GetString()!,
        _ => Encoding.UTF8.GetString(reader.ValueSpan),
    };

    static string LineAndColumn(ReadOnlySpan<byte> utf8, int position)
    {
        var before = utf8[..position];
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        return $"{before.Count((byte)'\n') + 1}:{ColumnOf(utf8, lineStart, position - lineStart)}";
    }

    static int LineStart(ReadOnlySpan<byte> utf8, int line)
    {
        int start = 0;
        for (; line > 0; line--) start += utf8[start..].IndexOf((byte)'\n') + 1;
        return start;
    }

    // Columns count characters as an editor does, from 1.
    static int ColumnOf(ReadOnlySpan<byte> utf8, int lineStart, int bytes) =>
        Encoding.UTF8.GetCharCount(utf8.Slice(lineStart, Math.Min(bytes, utf8.Length - lineStart))) + 1;
}
