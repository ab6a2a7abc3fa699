using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Rossby.Core;

/// <summary>How the ranks of a job find each other. A process that no launcher started loads no MPI.</summary>
public sealed record MpiConfig
{
    /// <summary>Which MPI library is loaded.</summary>
    [Description("The MPI library: auto (the launcher's), mpich, openmpi, or the path of a library. The variable ROSSBY_MPI overrides it.")]
    public string Library { get; init; } = "auto";

    /// <summary>Above so many ranks, logs stay on their nodes.</summary>
    [Description("Above so many ranks each but the first keeps its log on its node, in TMPDIR, and puts it into the run's folder when it fails."), Range(1, 1000000)]
    public int SharedLogRanks { get; init; } = 64;

    /// <summary>How long the job bears a rank that is silent or that all others wait for; a rank whose process has died ends it at once.</summary>
    [Description("Seconds for which the job bears a rank that is silent, or that all others wait for while it does not get on; then it ends with exit code 76. A rank whose process has died ends it at once."), Range(5, 1000000)]
    public int HangTimeoutSeconds { get; init; } = 300;
}
