using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rossby.Core;

/// <summary>A <c>model</c> section without the experiment around it: an architecture's name and changes of its defaults.</summary>
public static class ModelSection
{
    /// <summary>The architectures that can be named.</summary>
    public static IReadOnlyList<string> Architectures { get; } =
        [.. Model(PipelineSchema.Tree())["anyOf"]!.AsArray().Select(variant => (string)variant!["properties"]!["architecture"]!["const"]!)];

    /// <summary>The section, checked as one in a file is.</summary>
    /// <param name="architecture">Such as <c>cgnet</c>.</param>
    /// <param name="changes"><c>NAME=VALUE</c> each, such as <c>decoder=bilinear</c>.</param>
    /// <exception cref="ConfigException">The name or a change does not fit.</exception>
    /// <exception cref="UsageException">A change is not of the form <c>NAME=VALUE</c>.</exception>
    public static ModelConfig Make(string architecture, IEnumerable<string> changes)
    {
        var findings = new ConfigFindings();
        var root = new ConfigNode("$.model", architecture, JsonValueKind.Object);
        root.Set(new ConfigMember("architecture", architecture, new ConfigNode("$.model.architecture", architecture, JsonValueKind.String, architecture)));
        foreach (var change in changes.Select(ConfigOverride.Parse)) change.Apply(root, () => root, findings);
        var schema = PipelineSchema.Tree();
        new SchemaCheck(findings, schema).Check(root, Model(schema));
        findings.ThrowIfAny();
        ConfigDefaults.Fill(root, PipelineJson.Default.ModelConfig);
        return JsonSerializer.Deserialize(root.ToUtf8(), PipelineJson.Default.ModelConfig)!;
    }

    /// <summary>The name under which a config chooses that network.</summary>
    public static string NameOf(ModelConfig config) =>
        (string)JsonSerializer.SerializeToNode(config, PipelineJson.Default.ModelConfig)!["architecture"]!;

    static JsonObject Model(JsonObject schema) => schema["properties"]!["model"]!.AsObject();
}
