using System.ComponentModel;

namespace Rossby.Core;

/// <summary>How the ranks of a job find each other. A process that no launcher started loads no MPI.</summary>
public sealed record MpiConfig
{
    /// <summary>Which MPI library is loaded.</summary>
    [Description("The MPI library: auto (the launcher's), mpich, openmpi, or the path of a library. The variable ROSSBY_MPI overrides it.")]
    public string Library { get; init; } = "auto";
}
