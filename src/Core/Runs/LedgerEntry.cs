namespace Rossby.Core;

/// <summary>What the ledger knows of one stage.</summary>
public sealed record LedgerEntry
{
    /// <summary>What it was started with.</summary>
    public required StageHashes Hashes { get; init; }

    /// <summary>Where its output lies, for people.</summary>
    public required string Output { get; init; }

    /// <summary>When it was last started.</summary>
    public required DateTimeOffset StartedUtc { get; init; }

    /// <summary>When it was finished; null while it runs or after it was interrupted.</summary>
    public DateTimeOffset? FinishedUtc { get; init; }
}
