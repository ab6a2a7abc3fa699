using System.Text.Json.Nodes;

namespace Rossby.NotebookRunner;

/// <summary>A code cell and the outputs that it gets.</summary>
internal sealed class CodeCell(int number, JsonObject cell)
{
    readonly JsonArray outputs = [];

    /// <summary>From 1, among the code cells.</summary>
    public int Number => number;

    /// <summary>The code.</summary>
    public string Source => cell["source"] is JsonArray lines ? string.Concat(lines.Select(l => (string?)l)) : (string?)cell["source"] ?? "";

    /// <summary>The cell says that it must throw.</summary>
    public bool MustThrow => cell["metadata"]?["tags"] is JsonArray tags && tags.Any(t => (string?)t == "raises-exception");

    /// <summary>Forgets stored outputs and counts the run.</summary>
    public void Begin()
    {
        outputs.Clear();
        cell["outputs"] = outputs;
        cell["execution_count"] = number;
    }

    /// <summary>Text that the cell wrote; a run of writes to one stream is one output.</summary>
    public void AddStream(string name, string text)
    {
        if (text.Length == 0) return;
        if (outputs is [.., JsonObject last] && (string?)last["output_type"] == "stream" && (string?)last["name"] == name)
            last["text"] = (string?)last["text"] + text;
        else
            outputs.Add(new JsonObject { ["output_type"] = "stream", ["name"] = name, ["text"] = text });
    }

    /// <summary>A value that the cell displayed.</summary>
    public void AddDisplay(object value) =>
        outputs.Add(new JsonObject { ["output_type"] = "display_data", ["data"] = MimeBundle.Of(value), ["metadata"] = new JsonObject() });

    /// <summary>The value of the cell's last expression.</summary>
    public void AddResult(object value) => outputs.Add(new JsonObject
    {
        ["output_type"] = "execute_result", ["execution_count"] = number, ["data"] = MimeBundle.Of(value), ["metadata"] = new JsonObject(),
    });

    /// <summary>Why the cell failed.</summary>
    public void AddError(string kind, string message, IEnumerable<string> trace) => outputs.Add(new JsonObject
    {
        ["output_type"] = "error", ["ename"] = kind, ["evalue"] = message, ["traceback"] = new JsonArray([.. trace.Select(t => (JsonNode)t)]),
    });
}
