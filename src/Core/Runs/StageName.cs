namespace Rossby.Core;

/// <summary>The stages in their order.</summary>
public static class StageName
{
    /// <summary>Reads sources and writes shards.</summary>
    public const string Ingest = "ingest";

    /// <summary>Copies shards to the node.</summary>
    public const string Stage = "stage";

    /// <summary>Trains the network.</summary>
    public const string Train = "train";

    /// <summary>Scores and draws.</summary>
    public const string Eval = "eval";

    /// <summary>All four, in order.</summary>
    public static IReadOnlyList<string> All { get; } = [Ingest, Stage, Train, Eval];
}
