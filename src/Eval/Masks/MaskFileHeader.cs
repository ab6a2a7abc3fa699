using Rossby.Core;

namespace Rossby.Eval;

/// <summary>What a file of masks says of itself.</summary>
public sealed record MaskFileHeader
{
    /// <summary>One line: what the masks are of.</summary>
    public required string Title { get; init; }

    /// <summary>What made them: program, network, run.</summary>
    public required string Source { get; init; }

    /// <summary>The run's name.</summary>
    public required string Run { get; init; }

    /// <summary>SHA-256 of the weights file, in hex.</summary>
    public required string WeightsHash { get; init; }

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

    /// <summary>Whether class probabilities are written too.</summary>
    public bool HasProbabilities { get; init; }
}
