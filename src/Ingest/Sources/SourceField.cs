using Rossby.NetCdf;

namespace Rossby.Ingest;

/// <summary>A variable of a source file as ingest sees it: which dimension is what, its levels, times and grid.</summary>
internal sealed record SourceField
{
    /// <summary>The file.</summary>
    public required string FilePath { get; init; }

    /// <summary>The variable.</summary>
    public required string Name { get; init; }

    /// <summary>The variable that holds it, where that has another name: channels along an axis of one array.</summary>
    public string? HeldBy { get; init; }

    /// <summary>The index on each dimension that is none of time, level, latitude and longitude; null for the first on all.</summary>
    public IReadOnlyList<long>? Fixed { get; init; }

    /// <summary>Whether times that lack it are undecided rather than left out: one of several labellings.</summary>
    public bool MayLack { get; init; }

    /// <summary>Its dimensions as <c>name=length</c>, for messages.</summary>
    public string Shape => string.Join(", ", DimensionNames.Zip(Lengths, (name, length) => $"{name}={length}"));

    /// <summary>The units attribute.</summary>
    public string? Units { get; init; }

    /// <summary>The long name, for channels that Rossby does not know.</summary>
    public string? LongName { get; init; }

    /// <summary>The CF standard name.</summary>
    public string? StandardName { get; init; }

    /// <summary>The role of each dimension, slowest first.</summary>
    public required IReadOnlyList<AxisRole> Roles { get; init; }

    /// <summary>Name of each dimension.</summary>
    public required IReadOnlyList<string> DimensionNames { get; init; }

    /// <summary>Length of each dimension.</summary>
    public required IReadOnlyList<long> Lengths { get; init; }

    /// <summary>Pressure of each level, or of the one level that a scalar coordinate states; null without a pressure axis.</summary>
    public IReadOnlyList<double>? LevelsHPa { get; init; }

    /// <summary>Height of each level in m, or of the one that a scalar coordinate states; null without a height axis.</summary>
    public IReadOnlyList<double>? HeightsM { get; init; }

    /// <summary>Its hybrid sigma-pressure levels; null without such an axis.</summary>
    public HybridLevels? Hybrid { get; init; }

    /// <summary>Its times; null when the file has none.</summary>
    public TimeAxis? Times { get; init; }

    /// <summary>Its grid, of one that moves that of the first time; null when it is refused.</summary>
    public SourceGrid? Grid { get; init; }

    /// <summary>Its grid at each time where it moves; else empty.</summary>
    public IReadOnlyList<SourceGrid> MovingGrids { get; init; } = [];

    /// <summary>Why it cannot be read as a field on a latitude-longitude grid; null when it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>Its grid at a time.</summary>
    internal SourceGrid GridAt(long timeIndex) => MovingGrids.Count > 0 ? MovingGrids[(int)timeIndex] : Grid!;

    /// <summary>The dimension of that role, or -1.</summary>
    internal int AxisOf(AxisRole role)
    {
        for (int i = 0; i < Roles.Count; i++)
            if (Roles[i] == role) return i;
        return -1;
    }

    /// <summary>Steps on the time dimension; 1 without one.</summary>
    internal long TimeSteps => AxisOf(AxisRole.Time) is var axis and >= 0 ? Lengths[axis] : 1;

    /// <summary>Whether it has a vertical dimension of more than one level.</summary>
    internal bool HasLevels => AxisOf(AxisRole.Level) is var axis and >= 0 && Lengths[axis] > 1;

    /// <summary>Name and dimensions, for messages.</summary>
    public override string ToString() => $"{Name}({Shape})";

    internal static string Describe(NetCdfVariable variable) => string.Join(", ", variable.Dimensions.Select(d => $"{d.Name}={d.Length}"));
}
