using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rossby.Cli;

/// <summary>What a node's first rank hands the node's watcher, as one line of JSON on its standard input.</summary>
internal sealed record WatcherTask
{
    /// <summary>The file of the board, which is unlinked once the watcher has answered.</summary>
    public required string Board { get; init; }

    /// <summary>Its length.</summary>
    public required long Bytes { get; init; }

    /// <summary>The run's folder, where <c>fault.json</c> goes: a full path.</summary>
    public required string Run { get; init; }

    /// <summary>Whether ranks keep their logs on their nodes.</summary>
    public required bool LogsOnNode { get; init; }

    /// <summary>This node's number.</summary>
    public required int Node { get; init; }

    /// <summary>The name of the node of each rank.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>The ranks of each node.</summary>
    public required IReadOnlyList<int[]> Nodes { get; init; }

    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, WatcherJson.Default.WatcherTask);

    /// <summary>Reads the line.</summary>
    public static WatcherTask Parse(string line) => JsonSerializer.Deserialize(line, WatcherJson.Default.WatcherTask)!;
}

[JsonSerializable(typeof(WatcherTask))]
[JsonSerializable(typeof(WatcherPeers))]
internal sealed partial class WatcherJson : JsonSerializerContext;
