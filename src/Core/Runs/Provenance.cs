using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Core;

/// <summary><c>provenance.json</c>: what the outputs of a run stand on, besides its config.</summary>
public sealed record Provenance
{
    /// <summary>The version of the program.</summary>
    public required string Rossby { get; init; }

    /// <summary>The command line.</summary>
    public required IReadOnlyList<string> CommandLine { get; init; }

    /// <summary>The config file, in full.</summary>
    public required string ConfigFile { get; init; }

    /// <summary>SHA-256 of the canonical JSON of the resolved config, in hex.</summary>
    public required string ConfigHash { get; init; }

    /// <summary>The <c>--set</c> arguments.</summary>
    public required IReadOnlyList<string> Overrides { get; init; }

    /// <summary>The experiment's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The data root of the ingested set; null until ingest is done.</summary>
    public string? DataRoot { get; init; }

    /// <summary>The hash of the code of each stage.</summary>
    public required IReadOnlyDictionary<string, string> CodeHashes { get; init; }

    /// <summary>The commit of the checkout that the program runs from; null outside of one.</summary>
    public string? GitCommit { get; init; }

    /// <summary>Whether that checkout held changes not committed; null outside of one.</summary>
    public bool? GitDirty { get; init; }

    /// <summary>Native libraries as loaded: name to version and path.</summary>
    public required IReadOnlyDictionary<string, string> NativeLibraries { get; init; }

    /// <summary>The host.</summary>
    public required string Host { get; init; }

    /// <summary>The processor's model.</summary>
    public required string Cpu { get; init; }

    /// <summary>Cores that the process may use.</summary>
    public required int Cores { get; init; }

    /// <summary>Threads inside an operation.</summary>
    public required int Threads { get; init; }

    /// <summary>Ranks of the job.</summary>
    public required int Ranks { get; init; }

    /// <summary>The batch job, or null.</summary>
    public string? Job { get; init; }

    /// <summary>The operating system.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The .NET runtime.</summary>
    public required string DotNet { get; init; }

    /// <summary>When the process began on the run.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>When it ended; null while it works or after it was cut off.</summary>
    public DateTimeOffset? FinishedUtc { get; init; }

    /// <summary>Writes the file.</summary>
    public void Write(string path) => AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, this, ProvenanceJson.Default.Provenance));

    /// <summary>Reads the file; null when there is none or it is damaged.</summary>
    public static Provenance? Read(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), ProvenanceJson.Default.Provenance);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, WriteIndented = true)]
[JsonSerializable(typeof(Provenance))]
internal sealed partial class ProvenanceJson : JsonSerializerContext;
