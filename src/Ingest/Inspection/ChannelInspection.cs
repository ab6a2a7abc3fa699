namespace Rossby.Ingest;

/// <summary>Whether and how the files give a channel.</summary>
public sealed record ChannelInspection
{
    /// <summary>The channel.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string LongName { get; init; }

    /// <summary>Its unit.</summary>
    public required string Units { get; init; }

    /// <summary><c>name</c>, <c>alias</c>, <c>standard_name</c>, <c>variables</c> or <c>derived</c>; null when the files do not give it.</summary>
    public string? How { get; init; }

    /// <summary>Variable, level and conversion, or recipe.</summary>
    public string? Origin { get; init; }

    /// <summary>The least value of the first time, in the channel's unit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest.</summary>
    public double? Maximum { get; init; }

    /// <summary>Why it cannot be read although it is there, or what the guard says of it.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>What would supply it, when it is missing.</summary>
    public string? WouldNeed { get; init; }
}
