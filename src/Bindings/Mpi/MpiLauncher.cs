using System.Globalization;

namespace Rossby.Mpi;

/// <summary>What the environment says of who started this process.</summary>
/// <param name="Name">The launcher, for people; null when there is none.</param>
/// <param name="Family">Whose it is; null where it serves both.</param>
/// <param name="Ranks">How many ranks it promises; 1 when it does not say.</param>
/// <param name="Rank">Which of them this is, before MPI itself says.</param>
public sealed record MpiLauncher(string? Name, MpiFamily? Family, int Ranks, int Rank)
{
    /// <summary>Reads the environment.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    public static MpiLauncher Detect(Func<string, string?> variable)
    {
        int? Number(string name) => int.TryParse(variable(name), NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n : null;
        int slurmRanks = Number("SLURM_STEP_NUM_TASKS") ?? Number("SLURM_NTASKS") ?? 1, slurmRank = Number("SLURM_PROCID") ?? 0;
        bool slurm = Number("SLURM_PROCID") is not null && Number("SLURM_STEP_ID") is not null;
        if (Number("OMPI_COMM_WORLD_SIZE") is { } ompi)
            return new("mpiexec of Open MPI", MpiFamily.OpenMpi, ompi, Number("OMPI_COMM_WORLD_RANK") ?? 0);
        if (Number("PMI_SIZE") is { } pmi)
            return new(slurm ? "srun --mpi=pmi2" : "mpiexec of MPICH", slurm ? null : MpiFamily.Mpich, pmi, Number("PMI_RANK") ?? 0);
        if (variable("PMI_FD") is not null || variable("PMI_PORT") is not null || Number("PMI_RANK") is not null)
            return new(slurm ? "srun --mpi=pmi2" : "mpiexec of MPICH", slurm ? null : MpiFamily.Mpich, slurm ? slurmRanks : 1, Number("PMI_RANK") ?? slurmRank);
        if (Number("PMIX_RANK") is { } pmix)
            return new(slurm ? "srun --mpi=pmix" : "a PMIx launcher", null, slurm ? slurmRanks : 1, pmix);
        if (slurm && slurmRanks > 1) return new("srun", null, slurmRanks, slurmRank);
        return new(null, null, 1, 0);
    }

    /// <summary>This process's own environment.</summary>
    public static MpiLauncher Mine { get; } = Detect(Environment.GetEnvironmentVariable);

    /// <summary>Whether this is the first rank of its node, by what launchers say; false where they do not.</summary>
    public static bool IsFirstOfNode { get; } =
        (Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_LOCAL_RANK") ?? Environment.GetEnvironmentVariable("MPI_LOCALRANKID") ?? Environment.GetEnvironmentVariable("SLURM_LOCALID")) == "0";

    /// <summary>Whether the process was started as one of several, or by a launcher that could.</summary>
    public bool IsThere => Name != null;

    /// <summary>The family to try when nobody says: the launcher's, else by what it hands its ranks.</summary>
    public MpiFamily Guess => Family ?? (Name?.Contains("pmix", StringComparison.OrdinalIgnoreCase) == true ? MpiFamily.OpenMpi : MpiFamily.Mpich);
}
