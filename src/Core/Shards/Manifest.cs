namespace Rossby.Core;

/// <summary><c>manifest.json</c>: everything about a set of shards that a reader needs without opening them (docs/formats.md).</summary>
public sealed record Manifest
{
    /// <summary>The version of this format that the code writes.</summary>
    public const int CurrentFormatVersion = 1;

    /// <summary>The version of this format.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>SHA-256 over the shards' identities in order: the identity of the whole set, in hex.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Set when the fields were generated: what must be said wherever they appear; null for real data.</summary>
    public string? SyntheticNotice { get; init; }

    /// <summary>How the stored values are held: physical in fp32, normalised in fp16 and bf16.</summary>
    public required ElementType ElementType { get; init; }

    /// <summary>The channels in the order of the last dimension.</summary>
    public required IReadOnlyList<ChannelStatistics> Channels { get; init; }

    /// <summary>Row centres [H] in degrees, south to north.</summary>
    public required IReadOnlyList<double> LatitudeDeg { get; init; }

    /// <summary>Column centres [W] in degrees, west to east.</summary>
    public required IReadOnlyList<double> LongitudeDeg { get; init; }

    /// <summary>How rows and columns map back to the source's own order.</summary>
    public required SourceOrientation Orientation { get; init; }

    /// <summary>From which grid and how fields and labels were regridded; null where the grid is the source's own.</summary>
    public string? Regridding { get; init; }

    /// <summary>CF units of every time in the manifest.</summary>
    public required string TimeUnits { get; init; }

    /// <summary>CF calendar of every time in the manifest.</summary>
    public required string Calendar { get; init; }

    /// <summary>The labellings; the first is what training and evaluation use unless told otherwise.</summary>
    public required IReadOnlyList<LabellingEntry> Labellings { get; init; }

    /// <summary>How the splits were made, in words: blocks, gaps, samples dropped.</summary>
    public required string SplitDescription { get; init; }

    /// <summary>The shards in order: training, validation, test, each in time order.</summary>
    public required IReadOnlyList<ShardEntry> Shards { get; init; }

    /// <summary>The files read.</summary>
    public required IReadOnlyList<SourceEntry> Sources { get; init; }

    /// <summary>The grid.</summary>
    public LatLonGrid Grid() => new([.. LatitudeDeg], [.. LongitudeDeg]);

    /// <summary>The shards of one split.</summary>
    public IEnumerable<ShardEntry> ShardsOf(string split) => Shards.Where(s => s.Split == split);
}
