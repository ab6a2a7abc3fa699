using System.Text.Json;
using System.Text.Json.Serialization;
using Rossby.Core;

namespace Rossby.Eval;

/// <summary>Reads and writes <c>scores.json</c>.</summary>
public static class ScoresFile
{
    /// <summary>Reads the scores of a run.</summary>
    /// <exception cref="InputMissingException">There are none.</exception>
    /// <exception cref="DataException">The file is damaged.</exception>
    public static Scores Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ScoresJson.Default.Scores)
                ?? throw new DataException($"{path}: holds null instead of scores.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputMissingException($"{path}: no scores there. Run the eval stage first.", e);
        }
        catch (JsonException e)
        {
            throw new DataException($"{path}:{e.LineNumber + 1}: not a file of scores: {e.Message}", e);
        }
    }

    /// <summary>Writes scores beside, syncs and renames them.</summary>
    public static void Write(string path, Scores scores) =>
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, scores, ScoresJson.Default.Scores));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Scores))]
internal sealed partial class ScoresJson : JsonSerializerContext;
