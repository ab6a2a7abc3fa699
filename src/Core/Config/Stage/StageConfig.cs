using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>Where shards are copied before they are read.</summary>
public sealed record StageConfig
{
    /// <summary>Node-local folder; null takes the first of $SLURM_TMPDIR, $BB_PATH, $TMPDIR, else the system's temporary folder.</summary>
    [Description("Node-local folder; by default the first of $SLURM_TMPDIR, $BB_PATH, $TMPDIR that is set, else the system's temporary folder.")]
    public string? Folder { get; init; }

    /// <summary>Threads that copy at once.</summary>
    [Description("Shards copied at once."), Range(1, 64)]
    public int Readers { get; init; } = 4;

    /// <summary>Space left free on the node's disk.</summary>
    [Description("Space to leave free on the node's disk, MiB."), Range(0, 1000000000)]
    public long KeepFreeMiB { get; init; } = 256;
}
