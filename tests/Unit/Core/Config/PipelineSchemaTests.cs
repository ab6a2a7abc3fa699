using System.Text.Json.Nodes;
using Rossby.Core;
using Rossby.Tests.Support;
using Xunit;

namespace Rossby.Tests.Unit;

public class PipelineSchemaTests
{
    [Fact]
    public void The_committed_schema_is_the_one_that_the_records_make() =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.In("pipeline.schema.json")), PipelineSchema.Json());

    [Fact]
    public void Every_property_is_described_and_every_number_has_a_range()
    {
        var bad = new List<string>();
        Walk(PipelineSchema.Tree(), "$", bad);
        Assert.Empty(bad);
    }

    [Fact]
    public void The_default_experiment_is_good_and_declares_the_schema()
    {
        var loaded = ConfigFile.Load(RepositoryRoot.In("pipeline.json"), []);
        Assert.Equal("./pipeline.schema.json", loaded.Config.Schema);
    }

    static void Walk(JsonObject schema, string path, List<string> bad)
    {
        foreach (var variant in schema["anyOf"]?.AsArray().OfType<JsonObject>() ?? []) Walk(variant, path, bad);
        foreach (var (name, node) in schema["properties"]?.AsObject() ?? [])
        {
            var property = node!.AsObject();
            string here = $"{path}.{name}";
            if (property.ContainsKey("const")) continue;
            if (!property.ContainsKey("description")) bad.Add($"{here}: no description");
            var value = property["items"] as JsonObject ?? property;
            bool number = value["type"]?.ToJsonString() is { } type && (type.Contains("integer", StringComparison.Ordinal) || type.Contains("number", StringComparison.Ordinal));
            bool bounded = value.ContainsKey("enum") || value.Any(p => p.Key.EndsWith("inimum", StringComparison.Ordinal));
            if (number && !bounded) bad.Add($"{here}: no range");
            Walk(property, here, bad);
        }
    }
}
