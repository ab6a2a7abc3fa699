using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary><c>ledger.json</c>: which stages of a run are done, and with which hashes.</summary>
/// <param name="path">The file.</param>
/// <param name="time">What the entries' times are read from.</param>
public sealed class Ledger(string path, TimeProvider time)
{
    readonly SortedDictionary<string, LedgerEntry> stages = Read(path);

    /// <summary>What is known of a stage; null when it was never started.</summary>
    public LedgerEntry? this[string stage] => stages.GetValueOrDefault(stage);

    /// <summary>Whether a stage was finished with these very hashes.</summary>
    public bool IsDone(string stage, StageHashes hashes) => this[stage] is { FinishedUtc: not null } entry && entry.Hashes == hashes;

    /// <summary>Records that a stage begins, or goes on after an interruption.</summary>
    public void Start(string stage, StageHashes hashes, string output)
    {
        stages[stage] = new LedgerEntry { Hashes = hashes, Output = output, StartedUtc = time.GetUtcNow() };
        Write();
    }

    /// <summary>Records that the stage that was started is done.</summary>
    public void Finish(string stage)
    {
        stages[stage] = stages[stage] with { FinishedUtc = time.GetUtcNow() };
        Write();
    }

    void Write() => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, stages, LedgerJson.Default.SortedDictionaryStringLedgerEntry));

    static SortedDictionary<string, LedgerEntry> Read(string path)
    {
        if (!File.Exists(path)) return [];
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), LedgerJson.Default.SortedDictionaryStringLedgerEntry) ?? [];
        }
        catch (JsonException e)
        {
            throw new DataException($"{path}:{e.LineNumber + 1}: not a ledger: {e.Message} Delete it to do every stage of this run again.", e);
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(SortedDictionary<string, LedgerEntry>))]
internal sealed partial class LedgerJson : JsonSerializerContext;
