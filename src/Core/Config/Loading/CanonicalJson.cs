using System.Globalization;
using System.Text.Json;

namespace Rossby.Core;

/// <summary>One text per value, whatever its layout: members sorted by name, numbers in their shortest form, no white space. What is hashed is this.</summary>
public static class CanonicalJson
{
    /// <summary>The canonical text of a JSON value.</summary>
    public static string Of(JsonElement value)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream)) Write(writer, value);
        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in value.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray()) Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValueKind.Number:
                writer.WriteRawValue(Number(value));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // Whole numbers exactly, however large; 1.0 and 1e0 are the same number as 1.
    static string Number(JsonElement value)
    {
        if (value.TryGetInt64(out long whole)) return whole.ToString(CultureInfo.InvariantCulture);
        if (value.TryGetUInt64(out ulong large)) return large.ToString(CultureInfo.InvariantCulture);
        double number = value.GetDouble();
        return number == Math.Floor(number) && Math.Abs(number) < 1e15
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
    }
}
