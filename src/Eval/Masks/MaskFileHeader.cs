using Rossby.Core;

namespace Rossby.Eval;

/// <summary>What a file of masks says of itself.</summary>
public sealed record MaskFileHeader
{
    /// <summary>One line: what the masks are of.</summary>
    public required string Title { get; init; }

    /// <summary>What made them: program, network, run.</summary>
    public required string Source { get; init; }

    /// <summary>The run whose network predicted the masks; null for those of a rule.</summary>
    public string? Run { get; init; }

    /// <summary>SHA-256 of the weights file, in hex; null for masks of a rule.</summary>
    public string? WeightsHash { get; init; }

    /// <summary>The labelling by rule that the masks are, such as <c>reference (ivt-threshold, version 1)</c>; null for a network's.</summary>
    public string? Rule { get; init; }

    /// <summary>Further global attributes, by name: a rule's method, version and parameters.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>The grid on which masks are handed over, in stored order.</summary>
    public required LatLonGrid Grid { get; init; }

    /// <summary>How the source orders that grid; the file has the source's order.</summary>
    public required SourceOrientation Orientation { get; init; }

    /// <summary>CF units of the times.</summary>
    public required string TimeUnits { get; init; }

    /// <summary>CF calendar of the times.</summary>
    public required string Calendar { get; init; }

    /// <summary>What must be said wherever the masks appear, such as that the weather is synthetic; empty for none.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>What the label beside the mask is, such as <c>reference (ivt-threshold, v1)</c>; null for masks alone.</summary>
    public string? Label { get; init; }

    /// <summary>Whether class probabilities are written too: a network's, corrected for its class weights, or a rule's.</summary>
    public bool HasProbabilities { get; init; }
}
