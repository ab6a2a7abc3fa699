using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace Rossby.Core;

/// <summary>
/// The JSON schema of <c>pipeline.json</c>, made from the config records and their attributes; editors and the loader check against this one text.
/// </summary>
public static class PipelineSchema
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema as committed in <c>pipeline.schema.json</c>, ending with a line feed.</summary>
    public static string Json()
    {
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Rossby pipeline",
            ["description"] = "One experiment: what is read, how it is labelled and packed, the network, how it is trained, scored and drawn.",
        };
        foreach (var (name, value) in Tree()) root[name] = value?.DeepClone();
        return root.ToJsonString(Indented) + "\n";
    }

    /// <summary>The schema as a tree.</summary>
    internal static JsonObject Tree() => PipelineJson.Default.PipelineConfig.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Describe,
    }).AsObject();

    static JsonNode Describe(JsonSchemaExporterContext context, JsonNode node)
    {
        if (node is not JsonObject schema) return node;
        if (context.PropertyInfo?.AttributeProvider is { } property)
        {
            if (Find<DescriptionAttribute>(property) is { } text) schema.Insert(0, "description", text.Description);
            var values = schema["items"] as JsonObject ?? schema;
            if (Find<RangeAttribute>(property) is { } range) Limit(values, range);
            if (Find<AllowedValuesAttribute>(property) is { } allowed) values["enum"] = new JsonArray([.. allowed.Values.Select(Value)]);
            if (Find<ItemCountAttribute>(property) is { } count) (schema["minItems"], schema["maxItems"]) = (count.Minimum, count.Maximum);
        }
        WriteDefaults(context.TypeInfo, schema);
        return schema;
    }

    static void Limit(JsonObject schema, RangeAttribute range)
    {
        schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = Value(range.Minimum);
        schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = Value(range.Maximum);
    }

    static void WriteDefaults(JsonTypeInfo type, JsonObject schema)
    {
        if (type.Kind != JsonTypeInfoKind.Object || type.PolymorphismOptions is not null || schema["properties"] is not JsonObject properties) return;
        foreach (var (name, value) in ConfigDefaults.Of(type))
        {
            // A section's default is what its own members' defaults say; null means none.
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Null) continue;
            properties[name]!["default"] = JsonNode.Parse(value.GetRawText());
        }
    }

    static JsonValue? Value(object? value) => value switch
    {
        int number => JsonValue.Create(number),
        double number when number == Math.Floor(number) => JsonValue.Create((long)number),
        double number => JsonValue.Create(number),
        string word => JsonValue.Create(word),
        _ => throw new InvalidOperationException($"{value} in an attribute of a config record is neither a number nor a word."),
    };

    static T? Find<T>(ICustomAttributeProvider provider) where T : Attribute =>
        provider.GetCustomAttributes(typeof(T), inherit: true).OfType<T>().FirstOrDefault();
}
