namespace Rossby.Ingest;

/// <summary>What one variable of a file is.</summary>
public sealed record FieldInspection
{
    /// <summary>The variable.</summary>
    public required string Name { get; init; }

    /// <summary>Its dimensions as <c>name=length</c>.</summary>
    public required string Shape { get; init; }

    /// <summary>The units attribute; null without one.</summary>
    public string? Units { get; init; }

    /// <summary>What it is called for people.</summary>
    public string? LongName { get; init; }

    /// <summary>The CF standard name.</summary>
    public string? StandardName { get; init; }

    /// <summary>Its grid, in words; null when it is refused.</summary>
    public string? Grid { get; init; }

    /// <summary>Its pressure levels in hPa; null without such an axis.</summary>
    public IReadOnlyList<double>? LevelsHPa { get; init; }

    /// <summary>Its times; null when the file has none.</summary>
    public TimesInspection? Times { get; init; }

    /// <summary>Whether it has more times or levels than the first, middle and last of each that were read for its range.</summary>
    public bool IsSampled { get; init; }

    /// <summary>The least value of the slabs that were read, in the file's units; null where there is none.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest.</summary>
    public double? Maximum { get; init; }

    /// <summary>Share of missing cells in the slabs that were read.</summary>
    public double? MissingShare { get; init; }

    /// <summary>Why it cannot be read as a field; null when it can.</summary>
    public string? Refusal { get; init; }
}
