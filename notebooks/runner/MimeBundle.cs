using System.Buffers.Binary;
using System.Collections;
using System.Text.Json.Nodes;

namespace Rossby.NotebookRunner;

/// <summary>A value as a notebook shows it: text, and a picture where its bytes are one.</summary>
internal static class MimeBundle
{
    /// <summary>The data of an output: <c>text/plain</c> always, <c>image/png</c> for the bytes of a PNG.</summary>
    public static JsonObject Of(object value) => value is byte[] bytes && IsPng(bytes)
        ? new() { ["image/png"] = Convert.ToBase64String(bytes), ["text/plain"] = $"PNG, {Extent(bytes, 16)} x {Extent(bytes, 20)} pixels" }
        : new() { ["text/plain"] = Text(value) };

    static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IDictionary map => string.Join('\n', Entries(map).Select(e => $"{e.Key}: {Text(e.Value)}")),
        IEnumerable many => string.Join('\n', many.Cast<object?>().Select(Text)),
        _ => value.ToString() ?? "",
    };

    // Not Cast: enumerating a generic dictionary as a sequence gives pairs of a type that is known only there.
    static IEnumerable<DictionaryEntry> Entries(IDictionary map)
    {
        foreach (DictionaryEntry entry in map) yield return entry;
    }

    // PNG 5.2: the signature, then the chunk IHDR with width and height, big-endian.
    static bool IsPng(byte[] bytes) => bytes.Length > 24 && bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    static int Extent(byte[] png, int offset) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(offset));
}
