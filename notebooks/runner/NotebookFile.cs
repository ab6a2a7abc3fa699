using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rossby.Core;

namespace Rossby.NotebookRunner;

/// <summary>A Jupyter notebook (nbformat 4): what the runner does not know of it is kept as it is.</summary>
internal sealed class NotebookFile
{
    // Text is for people: no escapes but those that JSON needs.
    static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, IndentSize = 1, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly JsonObject root;

    NotebookFile(string path, JsonObject root, IReadOnlyList<CodeCell> cells) => (Path, this.root, Cells) = (path, root, cells);

    /// <summary>Where it was read from.</summary>
    public string Path { get; }

    /// <summary>The code cells, in order.</summary>
    public IReadOnlyList<CodeCell> Cells { get; }

    /// <summary>Reads a notebook.</summary>
    /// <exception cref="InputMissingException">There is none, or it cannot be read.</exception>
    /// <exception cref="DataException">It is not a notebook of nbformat 4 in C#.</exception>
    public static NotebookFile Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            if (JsonNode.Parse(stream) is not JsonObject root || root["cells"] is not JsonArray cells) throw new DataException($"{path}: not a notebook: it has no cells.");
            if ((int?)root["nbformat"] != 4) throw new DataException($"{path}: nbformat {root["nbformat"]}; notebooks of nbformat 4 are run.");
            string? language = (string?)root["metadata"]?["kernelspec"]?["language"];
            if (language is not null && !language.Equals("C#", StringComparison.OrdinalIgnoreCase)) throw new DataException($"{path}: a notebook in {language}; those in C# are run.");
            var code = cells.OfType<JsonObject>().Where(c => (string?)c["cell_type"] == "code");
            return new NotebookFile(path, root, [.. code.Select((cell, i) => new CodeCell(i + 1, cell))]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputMissingException($"{path}: no such notebook.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputMissingException($"{path}: cannot be read: {e.Message}", e);
        }
        catch (JsonException e)
        {
            throw new DataException($"{path}:{e.LineNumber + 1}: not a notebook: {e.Message}", e);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            throw new DataException($"{path}: not a notebook: {e.Message}", e);
        }
    }

    /// <summary>Writes it with the outputs that its cells now have.</summary>
    /// <exception cref="StorageException">It cannot be written.</exception>
    public void Write(string path) => AtomicFile.WriteText(path, root.ToJsonString(Layout) + "\n");
}
