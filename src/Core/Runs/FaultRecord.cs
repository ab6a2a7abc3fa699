using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary><c>fault.json</c>: the rank by which a job was lost (docs/formats.md).</summary>
public sealed record FaultRecord
{
    /// <summary>What became of it.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>The rank.</summary>
    public required int Rank { get; init; }

    /// <summary>Ranks of the job.</summary>
    public required int Ranks { get; init; }

    /// <summary>Its node's name.</summary>
    public required string Host { get; init; }

    /// <summary>Its process there.</summary>
    public required long Process { get; init; }

    /// <summary>What it was doing.</summary>
    public required RankPhase Phase { get; init; }

    /// <summary>How many collective calls it had begun.</summary>
    public required long Collective { get; init; }

    /// <summary>The samples in its hands: source file and time of each; empty where it had none, or where its node could not tell.</summary>
    public required IReadOnlyList<string> Sources { get; init; }

    /// <summary>When it was found out.</summary>
    public required DateTimeOffset FoundUtc { get; init; }

    /// <summary>Writes it, whole or not at all.</summary>
    /// <exception cref="StorageException">It could not be written.</exception>
    public void Write(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, FaultJson.Default.FaultRecord));

    /// <summary>Reads one; null where there is none that can be read.</summary>
    public static FaultRecord? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), FaultJson.Default.FaultRecord);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>For people.</summary>
    public override string ToString() =>
        $"rank {Rank} of {Ranks} on {Host} (process {Process}) {(Kind == FaultKind.Died ? "died" : "hung")} at "
        + FormattableString.Invariant($"{FoundUtc:yyyy-MM-dd HH:mm:ss}Z: last collective {Collective}, phase {Phase.ToString().ToLowerInvariant()}")
        + (Sources.Count == 0 ? "" : $", samples of {string.Join(", ", Sources)}");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(FaultRecord))]
internal sealed partial class FaultJson : JsonSerializerContext;
