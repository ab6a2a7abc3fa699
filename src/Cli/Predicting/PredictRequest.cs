using Rossby.Models;

namespace Rossby.Cli;

/// <summary>What <c>rossby predict</c> was asked for.</summary>
internal sealed record PredictRequest
{
    /// <summary>The run whose network is applied: its folder, or its name in <c>runs</c>.</summary>
    public required string Run { get; init; }

    /// <summary><c>best</c> or <c>last</c>.</summary>
    public required string Checkpoint { get; init; }

    /// <summary>Files or globs.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>The masks' file.</summary>
    public required string Output { get; init; }

    /// <summary>The map's file, or null for none.</summary>
    public string? Map { get; init; }

    /// <summary>Channel to variable, over what the run's config says.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Variable to units, over what the run's config says.</summary>
    public required IReadOnlyDictionary<string, string> Units { get; init; }

    /// <summary>How a file's name tells its time, or null for what the run's config says.</summary>
    public string? TimeFromName { get; init; }

    /// <summary>Channels that something may stand in for, beside those of the run's config.</summary>
    public required IReadOnlyList<string> AllowApproximate { get; init; }

    /// <summary>How fields are cut, or null for whole.</summary>
    public RowBands? Bands { get; init; }

    /// <summary>Threads inside an operation, or null for the cores.</summary>
    public int? Threads { get; init; }
}
