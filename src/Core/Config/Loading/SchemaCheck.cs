using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Rossby.Core;

/// <summary>Holds config values against the schema and says, for people, everything that does not fit: keys, types, choices, ranges, counts.</summary>
/// <param name="findings">Where it is said.</param>
/// <param name="root">The whole schema, in which references are looked up: a record that occurs twice is written out once.</param>
internal sealed class SchemaCheck(ConfigFindings findings, JsonObject root)
{
    /// <summary>Checks a value and all that it holds.</summary>
    /// <param name="node">The value.</param>
    /// <param name="schema">Its part of the whole schema.</param>
    public void Check(ConfigNode node, JsonObject schema)
    {
        if (schema["$ref"] is { } reference) schema = Referred(reference.ToString());
        if (!HasType(node, schema))
        {
            findings.Add(node.Place, node.Path, $"expected {Expected(schema)}, got {node.Describe()}");
            return;
        }
        switch (node.Kind)
        {
            case JsonValueKind.Object:
                CheckObject(node, schema);
                break;
            case JsonValueKind.Array:
                CheckArray(node, schema);
                break;
            case JsonValueKind.Number:
                CheckNumber(node, schema);
                break;
        }
        if (schema["enum"] is JsonArray choices && node.Kind is JsonValueKind.String or JsonValueKind.Number) CheckChoice(node, schema["enum"]!.AsArray());
    }

    // "#/properties/ingest/...": member names and, within lists, positions.
    JsonObject Referred(string pointer) =>
        pointer.Split('/').Skip(1).Aggregate((JsonNode)root, (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!).AsObject();

    void CheckObject(ConfigNode node, JsonObject schema)
    {
        if (schema["anyOf"] is JsonArray variants)
        {
            if (Variant(node, schema, variants) is not { } chosen) return;
            schema = chosen;
        }
        var properties = schema["properties"] as JsonObject;
        foreach (var member in node.Members)
        {
            if (properties?[member.Name] is JsonObject known) Check(member.Value, known);
            else if (schema["additionalProperties"] is JsonObject any) Check(member.Value, any);
            else if (properties?.ContainsKey(member.Name) != true)
                findings.Add(member.Place, member.Value.Path, $"unknown key; {Suggestion.For(member.Name, Names(properties))}");
        }
        foreach (string required in Words(schema["required"]))
        {
            if (node[required] is null) findings.Add(node.Place, node.PathOf(required), $"missing; it has no default{Hint(properties?[required])}");
        }
    }

    // The branch that the discriminator picks, or null when a finding says why there is none.
    JsonObject? Variant(ConfigNode node, JsonObject schema, JsonArray variants)
    {
        string discriminator = Words(schema["required"]).First();
        var byName = variants.OfType<JsonObject>().ToDictionary(v => (string)v["properties"]![discriminator]!["const"]!);
        string names = string.Join(", ", byName.Keys.Select(n => $"'{n}'"));
        if (node[discriminator] is not { } choice)
        {
            // A misspelt discriminator is the likelier mistake than none at all.
            var misspelt = node.Members.Find(m => Suggestion.Nearest(m.Name, [discriminator]) is not null);
            if (misspelt is null) findings.Add(node.Place, node.PathOf(discriminator), $"missing; choose one of {names}");
            else findings.Add(misspelt.Place, misspelt.Value.Path, $"unknown key; did you mean '{discriminator}'?");
            return null;
        }
        if (choice.Kind == JsonValueKind.String && byName.TryGetValue(choice.Text, out var variant)) return variant;
        string near = choice.Kind == JsonValueKind.String && Suggestion.Nearest(choice.Text, byName.Keys) is { } word ? $"; did you mean '{word}'?" : "";
        findings.Add(choice.Place, choice.Path, $"expected one of {names}, got {choice.Describe()}{near}");
        return null;
    }

    void CheckArray(ConfigNode node, JsonObject schema)
    {
        int least = (int?)schema["minItems"] ?? 0, most = (int?)schema["maxItems"] ?? int.MaxValue;
        if (node.Items.Count < least || node.Items.Count > most)
        {
            string expected = least == most ? $"{least}" : node.Items.Count < least ? $"at least {least}" : $"at most {most}";
            findings.Add(node.Place, node.Path, $"expected {expected} values, got {node.Items.Count}");
        }
        if (schema["items"] is not JsonObject items) return;
        foreach (var item in node.Items) Check(item, items);
    }

    void CheckNumber(ConfigNode node, JsonObject schema)
    {
        double value = double.Parse(node.Text, CultureInfo.InvariantCulture);
        double least = Number(schema, "minimum") ?? Number(schema, "exclusiveMinimum") ?? double.NegativeInfinity;
        double most = Number(schema, "maximum") ?? Number(schema, "exclusiveMaximum") ?? double.PositiveInfinity;
        bool openBelow = schema.ContainsKey("exclusiveMinimum"), openAbove = schema.ContainsKey("exclusiveMaximum");
        if (value > least && value < most) return;
        if ((value == least && !openBelow) || (value == most && !openAbove)) return;
        string range = FormattableString.Invariant($"{(openBelow ? '(' : '[')}{least}, {most}{(openAbove ? ')' : ']')}");
        findings.Add(node.Place, node.Path, $"must be in {range}, got {node.Text}");
    }

    void CheckChoice(ConfigNode node, JsonArray choices)
    {
        if (choices.Any(c => c?.ToString() == node.Text)) return;
        bool words = node.Kind == JsonValueKind.String;
        string names = string.Join(", ", choices.Select(c => words ? $"'{c}'" : $"{c}"));
        findings.Add(node.Place, node.Path, $"expected one of {names}, got {node.Describe()}");
    }

    static bool HasType(ConfigNode node, JsonObject schema)
    {
        string[] types = [.. Words(schema["type"])];
        if (types.Length == 0) return schema["enum"] is null || node.Kind is JsonValueKind.String or JsonValueKind.Number;
        return node.Kind switch
        {
            JsonValueKind.Object => types.Contains("object"),
            JsonValueKind.Array => types.Contains("array"),
            JsonValueKind.String => types.Contains("string"),
            JsonValueKind.True or JsonValueKind.False => types.Contains("boolean"),
            JsonValueKind.Null => types.Contains("null"),
            _ => types.Contains("number") || (types.Contains("integer") && IsWhole(node.Text)),
        };
    }

    static bool IsWhole(string number) => long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    static string Expected(JsonObject schema)
    {
        string[] types = [.. Words(schema["type"])];
        if (types.Length == 0 && schema["enum"] is JsonArray choices) return $"one of {string.Join(", ", choices.Select(c => $"'{c}'"))}";
        return string.Join(" or ", types.Select(t => t switch
        {
            "object" => "an object",
            "array" => "an array",
            "string" => "a string",
            "boolean" => "true or false",
            "integer" => "a whole number",
            "number" => "a number",
            _ => t,
        }));
    }

    static string Hint(JsonNode? schema) => schema?["description"] is { } text ? $" ({text.ToString().TrimEnd('.')})" : "";

    // By its text: a node made in code holds an int or a double, one parsed neither.
    static double? Number(JsonObject schema, string name) => schema[name] is { } node ? double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture) : null;

    static string[] Names(JsonObject? properties) => properties is null ? [] : [.. properties.Select(p => p.Key)];

    static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonArray array => array.Select(n => n!.ToString()),
        JsonValue value => [value.ToString()],
        _ => [],
    };
}
