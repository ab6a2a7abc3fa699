using Rossby.Mpi;
using Xunit;

namespace Rossby.Tests.Unit;

/// <summary>The variables are those that mpiexec of MPICH 4, of Open MPI 4.1 and srun of Slurm 22.05 set.</summary>
public class MpiLauncherTests
{
    [Fact]
    public void Without_a_launcher_there_is_one_rank() => Assert.Equal(new MpiLauncher(null, null, 1, 0), Detect());

    [Fact]
    public void Hydra_is_of_MPICH() =>
        Assert.Equal(new MpiLauncher("mpiexec of MPICH", MpiFamily.Mpich, 4, 2), Detect(("PMI_RANK", "2"), ("PMI_SIZE", "4"), ("PMI_FD", "9")));

    [Fact]
    public void Orterun_is_of_Open_MPI() =>
        Assert.Equal(new MpiLauncher("mpiexec of Open MPI", MpiFamily.OpenMpi, 3, 1),
            Detect(("OMPI_COMM_WORLD_SIZE", "3"), ("OMPI_COMM_WORLD_RANK", "1"), ("PMIX_RANK", "1")));

    [Fact]
    public void Srun_serves_both_families_by_what_it_hands_out()
    {
        (string, string)[] step = [("SLURM_PROCID", "1"), ("SLURM_STEP_ID", "0"), ("SLURM_STEP_NUM_TASKS", "2")];
        var pmi = Detect([.. step, ("PMI_RANK", "1"), ("PMI_SIZE", "2")]);
        Assert.Equal((null, 2, 1, MpiFamily.Mpich), (pmi.Family, pmi.Ranks, pmi.Rank, pmi.Guess));
        var pmix = Detect([.. step, ("PMIX_RANK", "1")]);
        Assert.Equal((null, 2, 1, MpiFamily.OpenMpi), (pmix.Family, pmix.Ranks, pmix.Rank, pmix.Guess));
    }

    [Fact]
    public void Srun_without_wire_up_promises_ranks_that_MPI_will_not_find() =>
        Assert.Equal(new MpiLauncher("srun", null, 2, 1), Detect(("SLURM_PROCID", "1"), ("SLURM_STEP_ID", "0"), ("SLURM_STEP_NUM_TASKS", "2")));

    [Fact]
    public void The_shell_of_a_batch_job_is_no_rank() =>
        Assert.False(Detect(("SLURM_PROCID", "0"), ("SLURM_NTASKS", "64"), ("SLURM_JOB_ID", "7")).IsThere);

    static MpiLauncher Detect(params IEnumerable<(string Name, string Value)> environment)
    {
        var variables = environment.ToDictionary(v => v.Name, v => v.Value);
        return MpiLauncher.Detect(variables.GetValueOrDefault);
    }
}
