namespace Rossby.Core;

/// <summary>One labelling of a set: the method that made it and what it found.</summary>
public sealed record LabellingEntry
{
    /// <summary>The dataset, such as <c>climate/labels_0</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>The dataset of its soft labels, such as <c>climate/label_prob_0</c>; null when the method gives none.</summary>
    public string? Probabilities { get; init; }

    /// <summary>The method, such as <c>variable</c> or <c>ivt-threshold</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The method's version: it changes when the same input would give another label.</summary>
    public required string Version { get; init; }

    /// <summary>Parameters by name, as used.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Made by rule (a reference), not observed or planted (truth).</summary>
    public required bool IsRuleBased { get; init; }

    /// <summary>Share of the valid cells of the training split by class, by count.</summary>
    public required IReadOnlyList<double> ClassFrequencies { get; init; }

    /// <summary>Share of the valid area of the whole set by class.</summary>
    public required IReadOnlyList<double> AreaShares { get; init; }

    /// <summary>Share of all cells that are 255, undecided.</summary>
    public required double IgnoredShare { get; init; }
}
