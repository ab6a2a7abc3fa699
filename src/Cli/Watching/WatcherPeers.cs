using System.Text.Json;

namespace Rossby.Cli;

/// <summary>Where the watchers of the nodes are heard, as one more line of JSON.</summary>
/// <param name="Job">A number by which they know each other's datagrams.</param>
/// <param name="Addresses">Of each node, in the order of trust: <c>10.0.0.1:4242</c>. Which of them can be reached shows when one is heard.</param>
internal sealed record WatcherPeers(long Job, IReadOnlyList<string[]> Addresses)
{
    /// <summary>One line.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, WatcherJson.Default.WatcherPeers);

    /// <summary>Reads the line.</summary>
    public static WatcherPeers Parse(string line) => JsonSerializer.Deserialize(line, WatcherJson.Default.WatcherPeers)!;
}
