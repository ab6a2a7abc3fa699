using System.Text;
using System.Text.Json;

namespace Rossby.Core;

/// <summary>One <c>--set PATH=VALUE</c>: a dotted path such as <c>train.optimizer.learningRate</c>, and a JSON value or a bare word.</summary>
internal sealed record ConfigOverride(IReadOnlyList<string> Path, string Value)
{
    /// <summary>What messages name.</summary>
    public string Origin => $"--set {string.Join('.', Path)}={Value}";

    /// <exception cref="UsageException">No equals sign, or an empty path.</exception>
    public static ConfigOverride Parse(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string[] path = equals < 1 ? [] : argument[..equals].Split('.');
        if (path.Length > 0 && path[0] == "$") path = path[1..];
        if (path.Length == 0 || path.Any(p => p.Length == 0))
            throw new UsageException($"--set {argument}: expected PATH=VALUE, such as --set train.epochs=3");
        return new ConfigOverride(path, argument[(equals + 1)..]);
    }

    /// <summary>Replaces or adds the value in the tree. A section that the file leaves out starts from its defaults.</summary>
    public void Apply(ConfigNode root, Func<ConfigNode> defaults, ConfigFindings findings)
    {
        var node = root;
        var known = (ConfigNode?)null;
        for (int i = 0; i < Path.Count - 1; i++)
        {
            if (node[Path[i]] is not { Kind: JsonValueKind.Object } child)
            {
                known ??= defaults();
                child = Default(known, Path.Take(i + 1)) is { Kind: JsonValueKind.Object } standard
                    ? ConfigParser.ParseValue(standard.ToUtf8(), node.PathOf(Path[i]), Origin, findings)
                    : new ConfigNode(node.PathOf(Path[i]), Origin, JsonValueKind.Object);
                node.Set(new ConfigMember(Path[i], Origin, child));
            }
            node = child;
        }
        node.Set(new ConfigMember(Path[^1], Origin, ParseValue(node.PathOf(Path[^1]), findings)));
    }

    static ConfigNode? Default(ConfigNode? root, IEnumerable<string> path) =>
        path.Aggregate(root, (node, name) => node?[name]);

    ConfigNode ParseValue(string path, ConfigFindings findings)
    {
        try
        {
            return ConfigParser.ParseValue(Encoding.UTF8.GetBytes(Value), path, Origin, findings);
        }
        catch (JsonException)
        {
            return new ConfigNode(path, Origin, JsonValueKind.String, Value);
        }
    }
}
