namespace Rossby.Core;

/// <summary>One channel of a set: what it is and its statistics over the valid cells of the training split.</summary>
public sealed record ChannelStatistics
{
    /// <summary>CAM's name.</summary>
    public required string Name { get; init; }

    /// <summary>For titles and colour bars.</summary>
    public required string LongName { get; init; }

    /// <summary>Unit of the physical values.</summary>
    public required string Units { get; init; }

    /// <summary>Mean.</summary>
    public required double Mean { get; init; }

    /// <summary>Standard deviation (population).</summary>
    public required double StandardDeviation { get; init; }

    /// <summary>Smallest value.</summary>
    public required double Minimum { get; init; }

    /// <summary>Largest value.</summary>
    public required double Maximum { get; init; }

    /// <summary>The share of cells that are missing, in all splits.</summary>
    public required double MissingShare { get; init; }

    /// <summary>How the channel was made from the source: variable, level, conversion.</summary>
    public string? Origin { get; init; }
}
