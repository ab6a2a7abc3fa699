namespace Rossby.Ingest;

/// <summary>Under which names one kind of files carries what the channels are: a small table for each, to be read and written by people.</summary>
/// <param name="Layout">As $.ingest.source.layout calls it.</param>
internal sealed record NamingTable(string Layout)
{
    /// <summary>By channel: variables that are it as they stand, the likeliest first. A channel's own name always counts.</summary>
    public IReadOnlyDictionary<string, string[]> Fields { get; init; } = new Dictionary<string, string[]>();

    /// <summary>By CF standard name: variables with a vertical axis of which channels are one level, or a column.</summary>
    public IReadOnlyDictionary<string, string[]> Columns { get; init; } = new Dictionary<string, string[]>();

    /// <summary>By channel: what may stand in for it when the config allows it, never else (SCIENCE, Units).</summary>
    public IReadOnlyDictionary<string, StandIn> StandIns { get; init; } = new Dictionary<string, StandIn>();
}
